"""Servers: their settings, what moderators changed, daily posts, scheduled rounds, and servers that Clio has left."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Number, Words

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "server_settings",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_server_settings"),
    )
    op.create_table(
        "changes",
        sa.Column("id", Number, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("what", Words(40), nullable=False),
        sa.Column("detail", Words(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
    )
    op.create_index("changes_of_a_guild", "changes", ["guild_id", "at"])
    op.create_table(
        "daily_posts",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("kind", Words(20), nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("minute_of_day", sa.Integer, nullable=False),
        sa.Column("zone", Words(64), nullable=False),
        sa.Column("next_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("guild_id", name="pk_daily_posts"),
    )
    op.create_index("daily_posts_by_when_they_are_due", "daily_posts", ["next_at"])
    op.create_table(
        "schedules",
        sa.Column("id", Number, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("host_id", sa.BigInteger, nullable=False),
        sa.Column("host_name", Words(200), nullable=False),
        sa.Column("order", sa.Text, nullable=False),
        sa.Column("starts", Words(16), nullable=False),
        sa.Column("zone", Words(64), nullable=False),
        sa.Column("is_weekly", sa.Boolean, nullable=False),
        sa.Column("next_at", sa.BigInteger),
        sa.Column("remind_at", sa.BigInteger),
        sa.Column("event_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_schedules"),
        sqlite_autoincrement=True,
    )
    op.create_index("schedules_by_when_they_are_due", "schedules", ["next_at"])
    op.create_index("schedules_by_when_to_remind", "schedules", ["remind_at"])
    op.create_index("schedules_of_a_guild", "schedules", ["guild_id"])
    _create_daily_questions()
    op.create_table(
        "departures",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("left_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_departures"),
    )


def _create_daily_questions() -> None:
    op.create_table(
        "daily_questions",
        sa.Column("id", Number, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("question_key", Words(200), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("shown_order", sa.Text, nullable=False),
        sa.Column("posted_at", sa.BigInteger, nullable=False),
        sa.Column("closes_at", sa.BigInteger, nullable=False),
        sa.Column("is_closed", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_daily_questions"),
        sqlite_autoincrement=True,
    )
    op.create_index("daily_questions_of_a_guild", "daily_questions", ["guild_id", "posted_at"])
    op.create_index("daily_questions_by_when_they_close", "daily_questions", ["is_closed", "closes_at"])
    op.create_table(
        "daily_answers",
        sa.Column("question_id", Number, nullable=False),
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.Column("answer", sa.Text),
        sa.Column("grade", sa.Text),
        sa.Column("answered_at", sa.BigInteger),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["daily_questions.id"],
            name="fk_daily_answers_question_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "user_id", name="pk_daily_answers"),
    )
    op.create_index("daily_answers_of_a_member", "daily_answers", ["user_id", "begun_at"])
