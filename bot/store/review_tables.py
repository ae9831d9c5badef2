"""The tables of reviews: what each member remembers, the log that it follows from, and what they have set."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.columns import Moment, Number, Words
from bot.store.tables import metadata

cards = Table(
    "cards",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("book", Words(60), primary_key=True),
    Column("fact", Words(60), primary_key=True),
    Column("stability", Float),
    Column("difficulty", Float),
    Column("reviewed_at", Moment),
    Column("wanted_at", Moment),
    Column("asked", Words(200)),
    Column("begun_at", Moment),
    Column("due_at", Moment, nullable=False),
)
Index("cards_by_when_they_are_due", cards.c.user_id, cards.c.due_at)

review_log = Table(
    "review_log",
    metadata,
    Column("id", Number, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("book", Words(60), nullable=False),
    Column("fact", Words(60), nullable=False),
    Column("question_key", Words(200)),
    Column("rating", Integer),
    Column("credit", Float),
    Column("certainty", Integer, nullable=False),
    Column("hinted", Boolean, nullable=False),
    Column("in_round", Boolean, nullable=False),
    UniqueConstraint("user_id", "at", "book", "fact", name="one_entry_a_fact_and_moment"),
)
"""Only ever added to. An entry without a rating is a wish to have the fact again."""

study_plans = Table(
    "study_plans",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("retention", Float, nullable=False),
    Column("exam", Date),
    Column("new_a_day", Integer, nullable=False),
)

sittings = Table(
    "sittings",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("begun_at", Moment, nullable=False),
    Column("facts", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("shown_order", Text, nullable=False),
    Column("is_answered", Boolean, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("surely_wrong", Integer, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("hour", Integer, nullable=False),
    Column("zone", Words(64), nullable=False),
    Column("next_at", Moment),
    Column("sent_at", Moment),
)
Index("reminders_by_when_they_are_due", reminders.c.next_at)
