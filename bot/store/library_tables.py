"""The tables of the material: the good versions of the shared library, and what each server adds and hides."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.columns import Moment, Number, Words
from bot.store.tables import metadata

content_files = Table(
    "content_files",
    metadata,
    Column("digest", Words(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""The text of files, compressed, each kept once however many versions hold it."""

content_versions = Table(
    "content_versions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("version", Words(12), nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("loaded_by", BigInteger),
    Column("chosen_at", Moment),
    Column("chosen_by", BigInteger),
    Column("files", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("is_current", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
"""Good versions. The current one is pinned while it has a moment at which somebody went back to it: the next start
takes it then, not the folder.
"""

packs = Table(
    "packs",
    metadata,
    Column("id", Number, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("name", Words(60), nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("guild_id", "name", name="one_pack_of_a_name"),
    sqlite_autoincrement=True,  # scores and cards hang on the id of a pack, also of one that is gone
)

pack_versions = Table(
    "pack_versions",
    metadata,
    Column("pack_id", Number, ForeignKey("packs.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("uploaded_at", Moment, nullable=False),
    Column("uploaded_by", BigInteger, nullable=False),
    Column("file_name", Words(200), nullable=False),
    Column("title", Words(), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

"""What was uploaded, compressed; `size` is how many bytes it has as it came."""

hidden_chapters = Table(
    "hidden_chapters",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("book", Words(60), primary_key=True),
    Column("chapter", Words(60), primary_key=True),
)
