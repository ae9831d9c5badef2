"""Which rounds are over and still owe their channel the final card."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Number

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "untold_rounds",
        sa.Column("round_id", Number, nullable=False),
        sa.PrimaryKeyConstraint("round_id", name="pk_untold_rounds"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_untold_rounds_round_id", ondelete="CASCADE"),
    )
