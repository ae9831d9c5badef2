"""The log: for people, or one JSON object a line, and never with a secret in it.

Whatever is written passes one door, so that secrets are found in messages, fields and tracebacks alike, also in those
of libraries. discord.py's own details are left out at every level: they hold what members say and how they are called.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from urllib.parse import parse_qs, quote, unquote, urlsplit

import discord

from bot.settings import LogFormat, Settings

HIDDEN = "***"
SHORTEST_SECRET = 6
"""A shorter password would take common words along; it is found where it stands in an address."""

_SHAPES = (
    re.compile(r"(?<=://)[^\s/@:]*:[^\s/]*(?=@)"),  # name and password of an address
    re.compile(r"(?<=[?&]password=)[^\s&\"']+"),
    re.compile(r"\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"),  # the token of any bot
    re.compile(r"(?<=/webhooks/)\d+/[\w-]{20,}"),  # with these one could answer in Clio's name for a while
    re.compile(r"(?<=/interactions/)\d+/[\w-]{20,}"),
)
_NAMES = {"levelname": "level", "name": "logger", "exc_info": "exception", "stack_info": "stack", "timestamp": "time"}


class Redacting(logging.Formatter):
    """Formats as another formatter does, without secrets."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str]) -> None:
        super().__init__()
        self._inner = inner
        spellings = {
            spelling for secret in secrets if len(secret) >= SHORTEST_SECRET for spelling in _spellings(secret)
        }
        known = "|".join(re.escape(each) for each in sorted(spellings, key=len, reverse=True))
        self._shapes = (re.compile(known), *_SHAPES) if known else _SHAPES

    def format(self, record: logging.LogRecord) -> str:
        text = self._inner.format(record)
        for shape in self._shapes:
            text = shape.sub(HIDDEN, text)
        return text


def set_up(settings: Settings) -> None:
    """Write the log to the standard error stream, as the settings want it. To be called once, by whoever serves."""
    handler = logging.StreamHandler(sys.stderr)
    discord.utils.setup_logging(handler=handler, level=settings.log_level, root=True)
    logging.getLogger("discord").setLevel(max(settings.log_level, logging.INFO))
    logging.getLogger("alembic").setLevel(max(settings.log_level, logging.WARNING))  # the store says what it brings up
    inner = handler.formatter
    if settings.log_format is LogFormat.JSON or inner is None:
        inner = json_formatter()
    handler.setFormatter(Redacting(inner, (settings.token, *passwords(settings.database_url))))


def json_formatter() -> logging.Formatter:
    """One object a line: time (ISO 8601, UTC), level, logger, message, exception, and the fields of the call."""
    from pythonjsonlogger.json import JsonFormatter  # not needed for a log that people read

    return JsonFormatter(
        ["levelname", "name", "message"], style=",", timestamp=True, rename_fields=_NAMES, json_ensure_ascii=False
    )


def passwords(database_url: str) -> list[str]:
    """The passwords of a database's address, however they are written there."""
    try:
        parts = urlsplit(database_url)
        found = [parts.password or "", *parse_qs(parts.query).get("password", [])]
    except ValueError:
        return []
    return [unquote(password) for password in found if password]


def _spellings(secret: str) -> set[str]:
    """A secret as it may stand in a text, in an address, in a Python literal or in JSON."""
    return {
        secret,
        quote(secret, safe=""),
        repr(secret)[1:-1],
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
    }
