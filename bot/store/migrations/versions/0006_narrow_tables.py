"""What is written with every answer stands in half as many trees: SQLite's rows in the order of their keys, and names
by member first, which needs no index besides to find one person's.
"""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Number, Words

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        _rebuild("members", *_names(), in_order="ORDER BY user_id, guild_id")  # which was not their order before
        _rebuild("answers", *_answers())
        _rebuild("round_members", *_teams())
        op.create_index("answers_of_a_member", "answers", ["user_id"])
        op.create_index("teams_of_a_member", "round_members", ["user_id"])
    else:
        op.drop_index("names_of_a_member", "members")
        op.drop_constraint("pk_members", "members", type_="primary")
        op.create_primary_key("pk_members", "members", ["user_id", "guild_id"])


def _rebuild(table: str, *anew: sa.schema.SchemaItem, in_order: str = "") -> None:
    """Bring the rows into a new table with the same columns: SQLite changes no table's key, nor its order."""
    op.create_table(f"new_{table}", *anew, sqlite_with_rowid=False)
    names = ", ".join(item.name for item in anew if isinstance(item, sa.Column))
    op.execute(f"INSERT INTO new_{table} ({names}) SELECT {names} FROM {table} {in_order}")  # noqa: S608 - our own names
    op.drop_table(table)
    op.rename_table(f"new_{table}", table)


def _names() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("name", Words(200), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "guild_id", name="pk_members"),
    )


def _answers() -> tuple[sa.schema.SchemaItem, ...]:
    return (
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


def _teams() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("round_id", Number, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("team", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("round_id", "user_id", name="pk_round_members"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_round_members_round_id", ondelete="CASCADE"),
    )
