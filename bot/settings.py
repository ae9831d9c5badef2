"""What the operator sets, from environment variables."""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from platformdirs import user_data_path

from bot.errors import OperatorError

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(OperatorError):
    """A setting is missing or wrong."""


def shipped_library() -> Path:
    """The library that comes with Clio: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "shipped"
    return installed if installed.is_dir() else package.parent / "content"


def default_database_url() -> str:
    return f"sqlite+aiosqlite:///{user_data_path('clio', appauthor=False) / 'clio.sqlite3'}"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that `clio run` needs. `discord_api` replaces Discord's own address, for stand-ins."""

    token: str
    content: Path
    database_url: str
    log_level: int
    discord_api: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read and check the variables. Raises `SettingsError` that names the variable and says what to do."""
        token = environment.get("DISCORD_TOKEN", "").strip()
        if not token:
            raise SettingsError(
                "DISCORD_TOKEN is not set. Make an application at https://discord.com/developers/applications, "
                "copy the token from its page “Bot”, and start again with DISCORD_TOKEN=<token>. "
                "To try Clio without a token, run `clio sandbox`."
            )
        return cls(
            token=token,
            content=_folder(environment.get("CLIO_CONTENT_DIR")),
            database_url=environment.get("CLIO_DATABASE_URL") or default_database_url(),
            log_level=_level(environment.get("CLIO_LOG_LEVEL") or "INFO"),
            discord_api=environment.get("CLIO_DISCORD_API") or None,
        )


def _folder(text: str | None) -> Path:
    folder = Path(text) if text else shipped_library()
    if not folder.is_dir():
        raise SettingsError(
            f"CLIO_CONTENT_DIR is {str(folder)!r}, which is not a folder. Set it to a folder of books, "
            "or leave it out to use the library that comes with Clio."
        )
    return folder


def _level(text: str) -> int:
    if text.upper() not in _LEVELS:
        raise SettingsError(f"CLIO_LOG_LEVEL is {text!r}. Set it to one of {', '.join(_LEVELS)}.")
    return logging.getLevelNamesMapping()[text.upper()]
