"""The tables. Moments are whole milliseconds since 1970 in UTC; Discord's ids are 64-bit integers."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, the same in every database, and sortable."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // timedelta(milliseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(milliseconds=value)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

members = Table(
    "members",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(200), nullable=False),
)

rounds = Table(
    "rounds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("host_id", BigInteger, nullable=False),
    Column("title", Text, nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("pause", Integer, nullable=False),
    Column("phase", String(20), nullable=False),
    Column("position", Integer, nullable=False),
    Column("message_id", BigInteger),
    Column("deadline", Moment),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
)
is_running = rounds.c.ended_at.is_(None)
Index(
    "one_running_round_a_channel",
    rounds.c.channel_id,
    unique=True,
    sqlite_where=is_running,
    postgresql_where=is_running,
)
Index("rounds_of_a_guild", rounds.c.guild_id, rounds.c.ended_at)

round_questions = Table(
    "round_questions",
    metadata,
    Column("round_id", Integer, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("question_key", String(200), nullable=False),
    Column("question", Text, nullable=False),
    Column("shown_order", Text, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("round_id", Integer, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("answer", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("answered_at", Moment, nullable=False),
)

results = Table(
    "results",
    metadata,
    Column("round_id", Integer, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
)
