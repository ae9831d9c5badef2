"""Files read in a process of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from bot.content import apart, loading
from bot.content.apart import mapped_apart
from bot.content.folders import File, gather
from bot.content.loading import load_gathered, read_file
from bot.content.problems import ContentError

from .conftest import MakeLibrary

SHIPPED = Path(__file__).parents[2] / "content"
ENDED_BY = 30


class Started(subprocess.Popen[bytes]):
    """A process, written down."""

    all: list["Started"]

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.all.append(self)


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> Generator[list[Started]]:
    """The processes that are started for a test."""
    apart.end()
    Started.all = []
    monkeypatch.setattr(subprocess, "Popen", Started)
    yield Started.all
    apart.end()


@pytest.mark.parametrize("at_once", [0, loading.LARGEST_AT_ONCE], ids=["file by file", "whole books"])
def test_a_library_read_apart_is_the_same(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "LARGEST_AT_ONCE", at_once)
    here, there = load_gathered(gather(SHIPPED)), load_gathered(gather(SHIPPED), mapped=mapped_apart)
    assert there.library == here.library
    assert there.books == here.books


def test_what_is_wrong_is_told_as_it_is_here(make_library: MakeLibrary) -> None:
    folder = make_library(
        a_chapter="schema: 1\nchapter: {titel: x}\nfacts: [", b_chapter="schema: 1\nchapter: {id: X Y}"
    )
    assert list(mapped_apart(read_file, files_of(folder))) == list(map(read_file, files_of(folder)))
    with pytest.raises(ContentError) as here:
        load_gathered(gather(folder))
    with pytest.raises(ContentError) as there:
        load_gathered(gather(folder), mapped=mapped_apart)
    assert there.value.problems == here.value.problems


def test_where_nothing_is_new_no_process_is_started(make_library: MakeLibrary, started: list[Started]) -> None:
    found = gather(make_library())
    load_gathered(found, load_gathered(found), mapped_apart)
    assert started == []


def test_the_process_waits_for_more_and_then_ends(
    make_library: MakeLibrary, started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = files_of(make_library())
    apart.begin(read_file, files)
    list(mapped_apart(read_file, files))
    monkeypatch.setattr(apart, "IDLE_SECONDS", 0.01)
    assert list(mapped_apart(read_file, files[:1])) == list(map(read_file, files[:1]))
    (only,) = started
    only.wait(ENDED_BY)


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="this system ranks no processes so")
def test_whoever_serves_goes_before_the_process(make_library: MakeLibrary, started: list[Started]) -> None:
    list(mapped_apart(read_file, files_of(make_library())))
    (process,) = started
    assert os.getpriority(os.PRIO_PROCESS, process.pid) > os.getpriority(os.PRIO_PROCESS, 0)


def test_what_was_asked_for_too_early_is_not_taken_for_something_else(
    make_library: MakeLibrary, started: list[Started]
) -> None:
    before = files_of(make_library())
    apart.begin(read_file, before)
    files = files_of(make_library(a_chapter="schema: 1\nchapter: {id: changed, title: T, abstract: A}"))
    assert list(mapped_apart(read_file, files)) == list(map(read_file, files))
    assert started[0].poll() is not None


def test_what_a_process_has_left_when_it_ends_too_soon_is_read_here(
    make_library: MakeLibrary, started: list[Started], caplog: pytest.LogCaptureFixture
) -> None:
    files = files_of(make_library())
    apart.begin(read_file, files)
    started[0].send_signal(signal.SIGSTOP)
    Timer(0.2, started[0].kill).start()
    assert list(mapped_apart(read_file, files)) == list(map(read_file, files))
    assert "so it is read without one" in caplog.text
    apart.begin(read_file, files)
    started[1].kill()
    started[1].wait()
    assert list(mapped_apart(read_file, files)) == list(map(read_file, files))


def test_a_fault_of_our_own_comes_back_with_its_traceback(make_library: MakeLibrary) -> None:
    files = files_of(make_library())
    with pytest.raises(RuntimeError, match=r"(?s)book\.yaml could not be read:.*ZeroDivisionError"):
        list(mapped_apart(_fail, files[1:]))
    assert list(mapped_apart(read_file, files)) == list(map(read_file, files))


def files_of(folder: Path) -> list[File]:
    return [file for book in gather(folder).books for file in book.files]


def _fail(file: File) -> int:
    return len(file.content) // 0


def test_what_reads_is_not_told_the_token(
    make_library: MakeLibrary, started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "hunter22")
    monkeypatch.setenv("PGPASSWORD", "hunter22")
    list(mapped_apart(read_file, files_of(make_library())))
    assert b"hunter22" not in Path(f"/proc/{started[0].pid}/environ").read_bytes()


def test_where_no_process_can_be_started_files_are_read_here(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    files = files_of(make_library())
    monkeypatch.setattr(sys, "executable", str(SHIPPED / "no-such-python"))
    apart.begin(read_file, files)
    assert list(mapped_apart(read_file, files)) == list(map(read_file, files))
    assert "so it is read without one" in caplog.text
