"""Members, rounds with their questions, answers and results; reports, terms and who has opted out."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Number, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "accepted_answers",
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("question_key", Words(200), nullable=False),
        sa.Column("text", Words(300), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "question_key", "text", name="pk_accepted_answers"),
    )
    op.create_table(
        "members",
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("name", Words(200), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name="pk_members"),
    )
    op.create_table(
        "opted_out",
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name="pk_opted_out"),
    )
    op.create_table(
        "rounds",
        sa.Column("id", Number, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("host_id", sa.BigInteger, nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("phase", Words(20), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("deadline", sa.BigInteger),
        sa.Column("paused_seconds", sa.Float),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("players", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_rounds"),
    )
    running = sa.text("ended_at IS NULL")
    op.create_index(
        "one_running_round_a_channel",
        "rounds",
        ["channel_id"],
        unique=True,
        sqlite_where=running,
        postgresql_where=running,
    )
    op.create_index("rounds_of_a_guild", "rounds", ["guild_id", "ended_at"])
    op.create_table(
        "terms",
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("began_at", sa.BigInteger, nullable=False),
        sa.Column("name", Words(100), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "began_at", name="pk_terms"),
    )
    op.create_table(
        "answers",
        sa.Column("round_id", Number, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("grade", sa.Text, nullable=False),
        sa.Column("credit", sa.Float, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("quick", sa.Float, nullable=False),
        sa.Column("hinted", sa.Boolean, nullable=False),
        sa.Column("answered_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("round_id", "position", "user_id", name="pk_answers"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_answers_round_id", ondelete="CASCADE"),
    )
    op.create_index("answers_of_a_member", "answers", ["user_id"])
    op.create_table(
        "hints_taken",
        sa.Column("round_id", Number, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("round_id", "position", "user_id", name="pk_hints_taken"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_hints_taken_round_id", ondelete="CASCADE"),
    )
    op.create_table(
        "reports",
        sa.Column("id", Number, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("round_id", Number, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("question_key", Words(200), nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("kind", Words(20), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("wants_to_know", sa.Boolean, nullable=False),
        sa.Column("status", Words(20), nullable=False),
        sa.Column("reported_at", sa.BigInteger, nullable=False),
        sa.Column("decided_by", sa.BigInteger),
        sa.Column("decided_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("round_id", "position", "user_id", "kind", name="one_report_of_a_kind"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_reports_round_id", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("reports_of_a_guild", "reports", ["guild_id", "status"])
    op.create_table(
        "results",
        sa.Column("round_id", Number, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("book", Words(60), nullable=False),
        sa.Column("chapter", Words(60), nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("right", sa.Integer, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("round_id", "user_id", "book", "chapter", name="pk_results"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_results_round_id", ondelete="CASCADE"),
    )
    op.create_index("results_of_a_member", "results", ["user_id"])
    op.create_table(
        "round_members",
        sa.Column("round_id", Number, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("team", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("round_id", "user_id", name="pk_round_members"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_round_members_round_id", ondelete="CASCADE"),
    )
    op.create_table(
        "round_questions",
        sa.Column("round_id", Number, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("question_key", Words(200), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("shown_order", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("round_id", "position", name="pk_round_questions"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_round_questions_round_id", ondelete="CASCADE"),
    )
