"""The tables of servers: what their moderators set, who changed what, and what happens there at set times."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from bot.store.columns import Moment, Number, Words
from bot.store.tables import metadata

server_settings = Table(
    "server_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("settings", Text, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Number, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("what", Words(40), nullable=False),
    Column("detail", Words(), nullable=False),
)
"""Only ever added to: what moderators have changed."""
Index("changes_of_a_guild", changes.c.guild_id, changes.c.at)
Index("changes_of_a_member", changes.c.user_id)

daily_posts = Table(
    "daily_posts",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Words(20), nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("minute_of_day", Integer, nullable=False),
    Column("zone", Words(64), nullable=False),
    Column("next_at", Moment),
)
Index("daily_posts_by_when_they_are_due", daily_posts.c.next_at)

schedules = Table(
    "schedules",
    metadata,
    Column("id", Number, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("host_id", BigInteger, nullable=False),
    Column("host_name", Words(200), nullable=False),
    Column("order", Text, nullable=False),
    Column("starts", Words(16), nullable=False),
    Column("zone", Words(64), nullable=False),
    Column("is_weekly", Boolean, nullable=False),
    Column("next_at", Moment),
    Column("remind_at", Moment),
    Column("event_id", BigInteger),
    sqlite_autoincrement=True,  # a button of a schedule that is gone must never cancel another one
)
"""Rounds to come; `starts` is the first one's local time in the zone, as `2027-01-12T18:30`.

Without `next_at` nothing is to come any more.
"""
Index("schedules_by_when_they_are_due", schedules.c.next_at)
Index("schedules_by_when_to_remind", schedules.c.remind_at)
Index("schedules_of_a_guild", schedules.c.guild_id)

daily_questions = Table(
    "daily_questions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("question_key", Words(200), nullable=False),
    Column("question", Text, nullable=False),
    Column("shown_order", Text, nullable=False),
    Column("posted_at", Moment, nullable=False),
    Column("closes_at", Moment, nullable=False),
    Column("is_closed", Boolean, nullable=False),
    sqlite_autoincrement=True,  # a button of a question that is gone must never open another one
)
Index("daily_questions_of_a_guild", daily_questions.c.guild_id, daily_questions.c.posted_at)
Index("daily_questions_by_when_they_close", daily_questions.c.is_closed, daily_questions.c.closes_at)

daily_answers = Table(
    "daily_answers",
    metadata,
    Column("question_id", Number, ForeignKey(daily_questions.c.id, ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("begun_at", Moment, nullable=False),
    Column("answer", Text),
    Column("grade", Text),
    Column("answered_at", Moment),
)
"""Who has opened a question of the day, in the sitting that began at `begun_at`, and how they answered."""
Index("daily_answers_of_a_member", daily_answers.c.user_id, daily_answers.c.begun_at)

departures = Table(
    "departures",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("left_at", Moment, nullable=False),
)
"""Servers that Clio was removed from, and since when."""
