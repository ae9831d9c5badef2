"""The tables. Moments are whole milliseconds since 1970 in UTC; Discord's ids are 64-bit integers."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
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
    Column("rules", Text, nullable=False),
    Column("phase", String(20), nullable=False),
    Column("position", Integer, nullable=False),
    Column("message_id", BigInteger),
    Column("deadline", Moment),
    Column("paused_seconds", Float),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("players", Integer),
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
    Column("credit", Float, nullable=False),
    Column("points", Integer, nullable=False),
    Column("quick", Float, nullable=False),
    Column("hinted", Boolean, nullable=False),
    Column("answered_at", Moment, nullable=False),
)
Index("answers_of_a_member", answers.c.user_id)

round_members = Table(
    "round_members",
    metadata,
    Column("round_id", Integer, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("team", Integer, nullable=False),
)

hints_taken = Table(
    "hints_taken",
    metadata,
    Column("round_id", Integer, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
)

results = Table(
    "results",
    metadata,
    Column("round_id", Integer, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("book", String(60), primary_key=True),
    Column("chapter", String(60), primary_key=True),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
)
Index("results_of_a_member", results.c.user_id)

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("round_id", Integer, ForeignKey("rounds.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("question_key", String(200), nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("wants_to_know", Boolean, nullable=False),
    Column("status", String(20), nullable=False),
    Column("reported_at", Moment, nullable=False),
    Column("decided_by", BigInteger),
    Column("decided_at", Moment),
    UniqueConstraint("round_id", "position", "user_id", "kind", name="one_report_of_a_kind"),
    sqlite_autoincrement=True,  # the card of a report that is gone must never decide another one
)
Index("reports_of_a_guild", reports.c.guild_id, reports.c.status)

accepted_answers = Table(
    "accepted_answers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("question_key", String(200), primary_key=True),
    Column("text", String(300), primary_key=True),
)

terms = Table(
    "terms",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("began_at", Moment, primary_key=True),
    Column("name", String(100), nullable=False),
)

opted_out = Table(
    "opted_out",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
)
