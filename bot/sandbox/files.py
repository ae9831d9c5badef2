"""Attachments: what the bot and the people upload, and the addresses they are read from."""

import mimetypes
import struct

from bot.sandbox.entities import Attachment
from bot.sandbox.snowflakes import Snowflakes


class Files:
    def __init__(self, snowflakes: Snowflakes) -> None:
        self.base_url = ""  # known once the server listens
        self._snowflakes = snowflakes
        self._stored: dict[int, Attachment] = {}

    def store(self, channel_id: int, filename: str, content: bytes, *, ephemeral: bool = False) -> Attachment:
        name = _safe(filename)
        identity = self._snowflakes.next()
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        url = f"{self.base_url}/attachments/{channel_id}/{identity}/{name}"
        width, height = picture_size(content) or (None, None)
        attachment = Attachment(
            identity, channel_id, name, content, kind, url, width=width, height=height, ephemeral=ephemeral
        )
        self._stored[identity] = attachment
        return attachment

    def find(self, identity: int) -> Attachment | None:
        return self._stored.get(identity)

    def forget(self, attachment: Attachment) -> None:
        self._stored.pop(attachment.id, None)


def _safe(filename: str) -> str:
    """A name as Discord keeps it: no folders, nothing but letters, digits and `._-`."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    return kept.strip(".") or "unknown"


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 < len(content) and content[position] == 0xFF:
        marker, length = content[position + 1], int.from_bytes(content[position + 2 : position + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return None
