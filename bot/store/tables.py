"""The tables. Moments are whole milliseconds since 1970 in UTC; Discord's ids are 64-bit integers."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.columns import Moment, Number, Words

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
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("name", Words(200), nullable=False),
    # a member's names are found by their key; a server's only by looking through all
    PrimaryKeyConstraint("user_id", "guild_id"),
    sqlite_with_rowid=False,
)

rounds = Table(
    "rounds",
    metadata,
    Column("id", Number, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("host_id", BigInteger, nullable=False),
    Column("title", Words(), nullable=False),
    Column("rules", Text, nullable=False),
    Column("phase", Words(20), nullable=False),
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
    sqlite_where=is_running,  # in PostgreSQL as well: see the migration, for its dialect is not taken in for this
)
Index("rounds_of_a_guild", rounds.c.guild_id, rounds.c.ended_at)
Index("rounds_of_a_host", rounds.c.host_id)

round_questions = Table(
    "round_questions",
    metadata,
    Column("round_id", Number, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("question_key", Words(200), nullable=False),
    Column("question", Text, nullable=False),
    Column("shown_order", Text, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("round_id", Number, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("answer", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("credit", Float, nullable=False),
    Column("points", Integer, nullable=False),
    Column("quick", Float, nullable=False),
    Column("hinted", Boolean, nullable=False),
    Column("answered_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
Index("answers_of_a_member", answers.c.user_id)

round_members = Table(
    "round_members",
    metadata,
    Column("round_id", Number, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("team", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index("teams_of_a_member", round_members.c.user_id)

hints_taken = Table(
    "hints_taken",
    metadata,
    Column("round_id", Number, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
)
Index("hints_of_a_member", hints_taken.c.user_id)

untold_rounds = Table(
    "untold_rounds",
    metadata,
    Column("round_id", Number, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
)
"""Those that are over, until their final card stands in their channel."""

results = Table(
    "results",
    metadata,
    Column("round_id", Number, ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("book", Words(60), primary_key=True),
    Column("chapter", Words(60), primary_key=True),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
)
Index("results_of_a_member", results.c.user_id)

reports = Table(
    "reports",
    metadata,
    Column("id", Number, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("round_id", Number, ForeignKey("rounds.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("question_key", Words(200), nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("kind", Words(20), nullable=False),
    Column("text", Words(), nullable=False),
    Column("wants_to_know", Boolean, nullable=False),
    Column("status", Words(20), nullable=False),
    Column("reported_at", Moment, nullable=False),
    Column("decided_by", BigInteger),
    Column("decided_at", Moment),
    UniqueConstraint("round_id", "position", "user_id", "kind", name="one_report_of_a_kind"),
    sqlite_autoincrement=True,  # the card of a report that is gone must never decide another one
)
Index("reports_of_a_guild", reports.c.guild_id, reports.c.status)
Index("reports_of_a_member", reports.c.user_id)
Index("reports_decided_by_a_member", reports.c.decided_by)

accepted_answers = Table(
    "accepted_answers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("question_key", Words(200), primary_key=True),
    Column("text", Words(300), primary_key=True),
)

terms = Table(
    "terms",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("began_at", Moment, primary_key=True),
    Column("name", Words(100), nullable=False),
)

opted_out = Table(
    "opted_out",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
)
Index("opt_outs_of_a_member", opted_out.c.user_id)
