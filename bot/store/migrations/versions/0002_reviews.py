"""Reviews: cards, the log of answers, plans, sittings and reminders."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Number, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "cards",
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("book", Words(60), nullable=False),
        sa.Column("fact", Words(60), nullable=False),
        sa.Column("stability", sa.Float),
        sa.Column("difficulty", sa.Float),
        sa.Column("reviewed_at", sa.BigInteger),
        sa.Column("wanted_at", sa.BigInteger),
        sa.Column("asked", Words(200)),
        sa.Column("begun_at", sa.BigInteger),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "book", "fact", name="pk_cards"),
    )
    op.create_index("cards_by_when_they_are_due", "cards", ["user_id", "due_at"])
    op.create_table(
        "review_log",
        sa.Column("id", Number, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("book", Words(60), nullable=False),
        sa.Column("fact", Words(60), nullable=False),
        sa.Column("question_key", Words(200)),
        sa.Column("rating", sa.Integer),
        sa.Column("credit", sa.Float),
        sa.Column("certainty", sa.Integer, nullable=False),
        sa.Column("hinted", sa.Boolean, nullable=False),
        sa.Column("in_round", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_log"),
        sa.UniqueConstraint("user_id", "at", "book", "fact", name="one_entry_a_fact_and_moment"),
    )
    op.create_table(
        "study_plans",
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("retention", sa.Float, nullable=False),
        sa.Column("exam", sa.Date),
        sa.Column("new_a_day", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_study_plans"),
    )
    op.create_table(
        "sittings",
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("shown_order", sa.Text, nullable=False),
        sa.Column("is_answered", sa.Boolean, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("right", sa.Integer, nullable=False),
        sa.Column("surely_wrong", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_sittings"),
    )
    op.create_table(
        "reminders",
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("zone", Words(64), nullable=False),
        sa.Column("next_at", sa.BigInteger),
        sa.Column("sent_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("user_id", name="pk_reminders"),
    )
    op.create_index("reminders_by_when_they_are_due", "reminders", ["next_at"])
