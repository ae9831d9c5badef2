"""The tables of the material: the good versions of the shared library, and what each server adds and hides."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.tables import Moment, metadata

content_files = Table(
    "content_files",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""The text of files, compressed, each kept once however many versions hold it."""

content_versions = Table(
    "content_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", String(12), nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("loaded_by", BigInteger),
    Column("guild_id", BigInteger),
    Column("files", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("is_pinned", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
"""Good versions. The current one is pinned after somebody went back to it: the next start takes it, not the folder."""

packs = Table(
    "packs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("name", String(60), nullable=False),
    Column("title", Text, nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("guild_id", "name", name="one_pack_of_a_name"),
    sqlite_autoincrement=True,  # scores and cards hang on the id of a pack, also of one that is gone
)

pack_versions = Table(
    "pack_versions",
    metadata,
    Column("pack_id", Integer, ForeignKey("packs.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("uploaded_at", Moment, nullable=False),
    Column("uploaded_by", BigInteger, nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

hidden_chapters = Table(
    "hidden_chapters",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("book", String(60), primary_key=True),
    Column("chapter", String(60), primary_key=True),
)
