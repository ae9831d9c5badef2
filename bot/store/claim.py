"""One Clio a database: two would each lead the rounds in it, and neither would know the answers given to the other."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.errors import OperatorError
from bot.store.engine import make_private_file, read_url


class DatabaseInUse(OperatorError):
    """Another Clio serves with this database."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"Another Clio is using the database {path}. Stop that one first, "
            "or set CLIO_DATABASE_URL to a database of this one's own."
        )


@contextmanager
def claimed(url: str) -> Generator[None]:
    """Keep other Clios off a database until the end, also when the end is a kill. Raises `DatabaseInUse`.

    What is locked is a file beside the database, so that backups and readers are not hindered.
    """
    path = str(read_url(url).database)
    beside = Path(f"{path}-claim")
    make_private_file(beside)
    with closing(sqlite3.connect(beside, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise DatabaseInUse(path) from None
        yield
