"""PostgreSQL as Clio uses it: addresses as operators write them, and what is wrong in words."""

from importlib.util import find_spec
from ssl import SSLError
from typing import Any

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

MIGRATION_LOCK = 0x_C110_0000
"""The advisory lock under which one process migrates at a time."""

CONNECT_SECONDS, STATEMENT_SECONDS = 10, 30
"""After so long the server is taken to be gone."""

CONNECT_ARGUMENTS: dict[str, Any] = {
    "timeout": CONNECT_SECONDS,
    "command_timeout": STATEMENT_SECONDS,
    "server_settings": {"application_name": "clio"},
}

_OPTIONS = frozenset({"host", "port", "ssl", "sslmode", "passfile", "prepared_statement_cache_size"})
_SERIALIZATION_FAILURE, _DEADLOCK = "40001", "40P01"

_UNKNOWN_USER = "the server refuses the user or the password. Correct them in CLIO_DATABASE_URL"
_RIGHTS = "the user may not make tables there. Make it the database's owner: ALTER DATABASE … OWNER TO …"
_STARTING = "the server is starting or stopping. Try again in a moment"
_FULL = "the server has no connection left. Raise its max_connections, or close other programs"
_AWAY = {
    "08003": "the server closed the connection. Try again in a moment",
    "53300": _FULL,
    "57P01": _STARTING,
    "57P02": _STARTING,
    "57P03": _STARTING,
}
"""What may be over in a while, by PostgreSQL's code."""

_REASONS = {
    "28000": _UNKNOWN_USER,
    "28P01": _UNKNOWN_USER,
    "3D000": "there is no such database on the server. Create it: createdb --template=template0 --encoding=UTF8 <name>",
    "42501": _RIGHTS,
    **_AWAY,
}
"""What an operator can do, by PostgreSQL's code."""


def is_driver_there() -> bool:
    """Whether asyncpg, the extra `postgres`, is installed."""
    return find_spec("asyncpg") is not None


def unknown_options(url: URL) -> list[str]:
    """What follows the question mark and is not understood."""
    return sorted(set(url.query) - _OPTIONS)


def with_driver(url: URL) -> URL:
    """The address as the driver wants it; `sslmode` is what other programs call its `ssl`."""
    url = url.set(drivername="postgresql+asyncpg")
    mode = url.query.get("sslmode")
    return url if mode is None else url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})


def shown(url: URL) -> str:
    """The address for messages: without the password, also one after the question mark."""
    host = url.query.get("host", ())
    query = {"host": host} if host else {}
    return url.set(drivername="postgresql", query=query).render_as_string(hide_password=True)


def code_of(error: Exception) -> str | None:
    """PostgreSQL's code for what went wrong, where the server said it."""
    return getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None


def reason_of(error: Exception) -> str | None:
    """What an operator can do about it, if we know."""
    if isinstance(error, TimeoutError):
        return f"the server has not answered for {CONNECT_SECONDS} seconds. Check its address and the network"
    if isinstance(error, OSError):
        cause = error.strerror or str(error)
        return f"the server does not answer: {cause}. Check that PostgreSQL runs there, and the address"
    return _REASONS.get(code_of(error) or "")


def is_away(error: Exception) -> bool:
    """Whether the server cannot be reached just now, and may be there in a while."""
    if isinstance(error, OSError):
        return not isinstance(error, SSLError | PermissionError)
    return code_of(error) in _AWAY


def is_passing(error: Exception) -> bool:
    """Whether the same transaction may succeed when it is tried again: another one was in its way."""
    return code_of(error) in (_SERIALIZATION_FAILURE, _DEADLOCK)
