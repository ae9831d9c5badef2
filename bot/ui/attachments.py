"""Files that members attach, read within a limit whatever is said of their size."""

import aiohttp
import discord

from bot.errors import UserError

SECONDS = 30


class FileTooLarge(UserError):
    """The file is larger than it may be."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"This file is larger than {limit // 1024:,} kB, which is the most. Divide it into several chapters, and "
            "upload them one by one. Nothing was changed."
        )


class FileOutOfReach(UserError):
    """Discord did not hand over the file."""

    def __init__(self) -> None:
        super().__init__("Discord did not hand over the file. Nothing was changed; try again in a moment.")


async def read_attachment(attachment: discord.Attachment, limit: int) -> bytes:
    """What a member attached. Raises `FileTooLarge`, without reading it where its size is told, or `FileOutOfReach`."""
    if attachment.size > limit:
        raise FileTooLarge(limit)
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session:
            return await _read(session, attachment.url, limit)
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        raise FileOutOfReach from None


async def _read(session: aiohttp.ClientSession, url: str, limit: int) -> bytes:
    content = bytearray()
    async with session.get(url) as response:
        response.raise_for_status()
        async for some in response.content.iter_any():
            content += some
            if len(content) > limit:
                raise FileTooLarge(limit)
    return bytes(content)
