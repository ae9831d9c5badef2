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
        sa.Column("event_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_schedules"),
        sqlite_autoincrement=True,
    )
    op.create_index("schedules_by_when_they_are_due", "schedules", ["next_at"])
    op.create_index("schedules_of_a_guild", "schedules", ["guild_id"])
    op.create_table(
        "departures",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("left_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_departures"),
    )
