"""The material: versions of the shared library, packs of servers, chapters that they hide."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Number, Words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "content_files",
        sa.Column("digest", Words(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_content_files"),
    )
    op.create_table(
        "content_versions",
        sa.Column("id", Number, nullable=False),
        sa.Column("version", Words(12), nullable=False),
        sa.Column("loaded_at", sa.BigInteger, nullable=False),
        sa.Column("loaded_by", sa.BigInteger),
        sa.Column("chosen_at", sa.BigInteger),
        sa.Column("chosen_by", sa.BigInteger),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("is_current", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_content_versions"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "packs",
        sa.Column("id", Number, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("name", Words(60), nullable=False),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_packs"),
        sa.UniqueConstraint("guild_id", "name", name="one_pack_of_a_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pack_versions",
        sa.Column("pack_id", Number, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("uploaded_at", sa.BigInteger, nullable=False),
        sa.Column("uploaded_by", sa.BigInteger, nullable=False),
        sa.Column("file_name", Words(200), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("pack_id", "version", name="pk_pack_versions"),
        sa.ForeignKeyConstraint(["pack_id"], ["packs.id"], name="fk_pack_versions_pack_id", ondelete="CASCADE"),
    )
    op.create_table(
        "hidden_chapters",
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("book", Words(60), nullable=False),
        sa.Column("chapter", Words(60), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "book", "chapter", name="pk_hidden_chapters"),
    )
