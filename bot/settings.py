"""What the operator sets, from environment variables."""

import logging
import os
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Self

from bot.content.shipped import named_library
from bot.errors import OperatorError
from bot.frozen import frozen
from bot.store.shards import Shards

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(OperatorError):
    """A setting is missing or wrong."""


def default_database_url() -> str:
    from platformdirs import user_data_path  # most operators say where

    return f"sqlite+aiosqlite:///{user_data_path('clio', appauthor=False) / 'clio.sqlite3'}"


class LogFormat(StrEnum):
    """How the log is written: for people, or one JSON object a line."""

    TEXT = "text"
    JSON = "json"


@frozen
class Address:
    """Where to listen."""

    host: str
    port: int


@frozen
class Settings:
    """Everything that `clio run` needs. `discord_api` replaces Discord's own address, for stand-ins.

    Without `shards` the process serves every server.
    """

    token: str = field(repr=False)
    content: Path
    database_url: str = field(repr=False)
    log_level: int
    discord_api: str | None = None
    log_format: LogFormat = LogFormat.TEXT
    metrics: Address | None = None
    shards: Shards | None = None
    home_servers: frozenset[int] = frozenset()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read and check the variables. Raises `SettingsError` that names the variable and says what to do."""
        return cls(
            token=read_token(environment),
            content=content_folder(environment),
            database_url=database_url(environment),
            log_level=_level(environment.get("CLIO_LOG_LEVEL") or "INFO"),
            discord_api=discord_api(environment),
            log_format=_log_format(environment.get("CLIO_LOG_FORMAT") or LogFormat.TEXT),
            metrics=_address(environment.get("CLIO_METRICS") or ""),
            home_servers=_servers(environment.get("CLIO_HOME_SERVERS") or ""),
            shards=_shards(environment.get("CLIO_SHARDS") or ""),
        )


def read_token(environment: Mapping[str, str]) -> str:
    """The bot's token, itself or from the file that is named. Raises `SettingsError`."""
    token, path = environment.get("DISCORD_TOKEN", "").strip(), environment.get("DISCORD_TOKEN_FILE", "").strip()
    if token and path:
        raise SettingsError("Both DISCORD_TOKEN and DISCORD_TOKEN_FILE are set. Keep the one that holds your token.")
    token = _token_in(Path(path)) if path else token
    if not token:
        raise SettingsError(
            "DISCORD_TOKEN is not set. Make an application at https://discord.com/developers/applications, "
            "copy the token from its page “Bot”, and start again with DISCORD_TOKEN=<token>, "
            "or with DISCORD_TOKEN_FILE=<path of a file that holds it>. "
            "To try Clio without a token, run `clio sandbox`."
        )
    return token


def database_url(environment: Mapping[str, str]) -> str:
    """Where Clio remembers; not checked yet."""
    return environment.get("CLIO_DATABASE_URL") or default_database_url()


def content_folder(environment: Mapping[str, str]) -> Path:
    """The folder of books. Raises `SettingsError`."""
    folder = named_library(environment)
    if not folder.is_dir():
        raise SettingsError(
            f"CLIO_CONTENT_DIR is {str(folder)!r}, which is not a folder. Set it to a folder of books, "
            "or leave it out to use the library that comes with Clio."
        )
    return folder


def discord_api(environment: Mapping[str, str]) -> str | None:
    """The address of a stand-in for Discord, if there is one."""
    return environment.get("CLIO_DISCORD_API") or None


def _token_in(path: Path) -> str:
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not a text"
        raise SettingsError(
            f"The file {str(path)!r} that DISCORD_TOKEN_FILE names cannot be read: {reason}. "
            "Name a file that holds the token alone and that Clio's user may read."
        ) from None
    if not token or len(token.split()) != 1:
        raise SettingsError(f"The file {str(path)!r} that DISCORD_TOKEN_FILE names must hold the token alone.")
    return token


def _shards(text: str) -> Shards | None:
    return Shards.parse(text) if text else None


def _servers(text: str) -> frozenset[int]:
    """Ids of servers, divided by commas."""
    ids = [part.strip() for part in text.split(",") if part.strip()]
    for id_ in ids:
        if not (id_.isascii() and id_.isdecimal() and 15 <= len(id_) <= 20):
            raise SettingsError(
                f"CLIO_HOME_SERVERS holds {id_[:40]!r}, which is not the id of a server. List the ids of the servers "
                "whose moderators may reload the shared content, divided by commas, for example "
                "CLIO_HOME_SERVERS=197038439483310086,222078108977594368. With Discord's developer mode on, a server's "
                "menu has “Copy Server ID”."
            )
    return frozenset(map(int, ids))


def _level(text: str) -> int:
    if text.upper() not in _LEVELS:
        raise SettingsError(f"CLIO_LOG_LEVEL is {text!r}. Set it to one of {', '.join(_LEVELS)}.")
    return logging.getLevelNamesMapping()[text.upper()]


def _log_format(text: str) -> LogFormat:
    try:
        return LogFormat(text.casefold())
    except ValueError:
        raise SettingsError(f"CLIO_LOG_FORMAT is {text!r}. Set it to text or json.") from None


def _address(text: str) -> Address | None:
    """`host:port`, `[::1]:port`, or a port alone, which listens on this machine only."""
    if not text.strip():
        return None
    host, _, port = text.strip().rpartition(":")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise SettingsError(f"CLIO_METRICS is {text!r}. Set it to an address such as 127.0.0.1:9464, or to a port.")
    return Address(host.removeprefix("[").removesuffix("]") or "127.0.0.1", int(port))
