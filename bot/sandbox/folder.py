"""Opens a folder in the file manager of the machine that the sandbox runs on."""

import asyncio
import os
import shutil
import sys
from asyncio.subprocess import DEVNULL

from bot.sandbox.options import Refused

OPENERS = {"darwin": "open", "win32": "explorer"}
NEEDS_DISPLAY = "xdg-open"


async def open_folder(path: str) -> str:
    """Starts the file manager there. Raises Refused, with the path to copy, where there is none."""
    opener = shutil.which(OPENERS.get(sys.platform, NEEDS_DISPLAY))
    has_display = sys.platform in OPENERS or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if opener is None or not has_display:
        raise Refused(f"No file manager could be opened. The content is in {path}")
    # A file manager may stay for as long as its window does; a shell lets go of it and ends at once.
    command = [opener, path] if sys.platform in OPENERS else ["/bin/sh", "-c", '"$0" "$1" &', opener, path]
    process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)
    await process.wait()
    return f"Opened {path}"
