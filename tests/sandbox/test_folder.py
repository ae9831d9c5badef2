"""The content folder opens in the file manager, or its path is told."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.sandbox.folder import OPENERS, open_folder
from bot.sandbox.people import Refused

pytestmark = pytest.mark.skipif(sys.platform in OPENERS, reason="this system has an opener of its own")


async def test_the_file_manager_is_given_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = tmp_path / "opened"
    os.mkfifo(opened)
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    assert await open_folder("/books/and more") == "Opened /books/and more"
    assert await asyncio.wait_for(asyncio.to_thread(opened.read_text), 10) == "/books/and more\n"


async def test_without_a_file_manager_the_path_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="The content is in /books"):
        await open_folder("/books")


async def test_without_a_screen_nothing_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text("#!/bin/sh\n")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(Refused, match="No file manager"):
        await open_folder("/books")
