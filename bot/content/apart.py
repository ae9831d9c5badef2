"""Reading books and files in a process of their own.

Reading takes pydantic, the parser and much that is soon forgotten. All of that is given back when the process ends;
meanwhile this one goes on with what it does, on another processor where there is one. The two speak in pickles over
the other's standard input and output: parts are asked for, and one after the other is answered.
"""

import atexit
import logging
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from queue import Queue
from threading import Lock, Thread, Timer
from typing import Any, BinaryIO, TypeVar, cast

from bot.content.folders import BookFolder, File

T = TypeVar("T")
Part = TypeVar("Part", BookFolder, File)

IDLE_SECONDS = 10.0
"""Packs are often read one after another, and a process takes a quarter of a second to begin."""

MOST_AHEAD = 64
"""How many parts may have been read before anybody has heard of the first."""

_NICENESS = 10
"""Where there are too few processors, whoever serves goes before whoever reads."""

_START = "import sys; sys.path[:] = sys.argv[1:]; from bot.content.apart import answer; answer()"
"""The other process finds the same modules in the same places."""

_TOLD = frozenset({"PATH", "HOME", "LANG", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH"})
"""What the other process needs of the environment."""

log = logging.getLogger(__name__)


def begin(read: Callable[[Part], Any], parts: Sequence[Part]) -> None:
    """Have parts read that `mapped_apart` will soon be asked for."""
    if not parts:
        return
    with suppress(OSError):  # which is told where they are wanted
        process = _Process()
        process.ask(read, parts)
        _idle.add(process)


def end() -> None:
    """End the processes that wait for files."""
    _idle.end()


def mapped_apart(read: Callable[[Part], T], parts: Sequence[Part]) -> Iterator[T]:
    """As `map` does it, but in a process that then waits `IDLE_SECONDS` for more parts.

    Where no process can be started, or it ends too soon, what is left is read in this one.
    """
    if not parts:
        return
    done = 0
    try:
        process = _idle.take(read, parts) or _Process()
        with process.used():
            for value in process.mapped(read, parts):
                yield value
                done += 1
        _idle.add(process)
    except (OSError, EOFError, pickle.UnpicklingError) as error:
        log.warning("the process that reads the content has failed, so it is read without one: %r", error)
        yield from map(read, parts[done:])


class _Process:
    """The process, from here. Raises `OSError` when it cannot be started."""

    def __init__(self) -> None:
        self._process = subprocess.Popen[bytes](
            [sys.executable, "-P", "-c", _START, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_without_secrets(os.environ),
            start_new_session=True,  # Ctrl-C is for the one that serves; this one ends when its input does
        )
        self._to, self._from = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        self._asked: _Asked | None = None

    def is_ready_for(self, asked: "_Asked") -> bool:
        """Whether it runs, and was asked for nothing else."""
        return self._process.poll() is None and self._asked in (None, asked)

    def end(self) -> None:
        self._process.kill()  # it keeps nothing
        self._process.communicate()

    def ask(self, read: Callable[[Part], Any], parts: Sequence[Part]) -> None:
        """Have parts read. This waits for nothing; if the process has ended, its answers will be missing."""
        self._asked = _told_apart(read, parts)
        Thread(target=self._send, args=((read, parts),), name="clio-content-asked", daemon=True).start()

    def _send(self, asked: object) -> None:
        with suppress(OSError, ValueError):
            pickle.dump(asked, self._to, pickle.HIGHEST_PROTOCOL)
            self._to.flush()

    def mapped(self, read: Callable[[Part], T], parts: Sequence[Part]) -> Iterator[T]:
        """What the parts gave, which are asked for unless they were before.

        Raises `OSError`, `EOFError` or `UnpicklingError` where the process has ended,
        `RuntimeError` where `read` failed.
        """
        if self._asked is None:
            self.ask(read, parts)
        for part in parts:
            is_read, answer = pickle.load(self._from)  # noqa: S301  # it comes from ourselves
            if not is_read:
                raise RuntimeError(f"{part.name} could not be read:\n{answer}")
            yield answer
        self._asked = None

    @contextmanager
    def used(self) -> Generator[None]:
        """Around its use: where that fails, or is given up, nobody hears its answers, and it ends."""
        try:
            yield
        except BaseException:
            self.end()
            raise


_Asked = tuple[Callable[..., Any], tuple[tuple[str, bytes], ...]]


def _told_apart(read: Callable[[Part], Any], parts: Sequence[Part]) -> _Asked:
    files = (file for part in parts for file in (part.files if isinstance(part, BookFolder) else (part,)))
    return read, tuple((file.name, file.digest) for file in files)


class _Idle:
    """Processes that are not asked anything just now."""

    def __init__(self) -> None:
        self._processes = list[_Process]()
        self._changing = Lock()
        self._timer: Timer | None = None

    def take(self, read: Callable[[Part], Any], parts: Sequence[Part]) -> _Process | None:
        """One that can be asked for these parts, or was already; what is of no use is ended."""
        with self._changing:
            while self._processes:
                process = self._processes.pop()
                if process.is_ready_for(_told_apart(read, parts)):
                    return process
                process.end()
        return None

    def add(self, process: _Process) -> None:
        with self._changing:
            self._processes.append(process)
            if self._timer is not None:
                self._timer.cancel()
            self._timer = Timer(IDLE_SECONDS, self.end)
            self._timer.daemon = True
            self._timer.start()

    def end(self) -> None:
        with self._changing:
            while self._processes:
                self._processes.pop().end()


_idle = _Idle()
atexit.register(end)


def _without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """What reads files that anybody may have written is told neither the token nor where the database is."""
    return {name: value for name, value in environment.items() if name in _TOLD or name.startswith(("LC_", "PYTHON"))}


def answer() -> None:
    """What the other process does: it reads what it is asked for, further than is heard of it, until nobody asks."""
    import gc

    if hasattr(os, "nice"):  # as it is everywhere but on Windows
        os.nice(_NICENESS)
    import_module("bot.content.drafting")  # while nothing is asked yet
    import_module("bot.content.examining")
    gc.disable()  # what is made here is sent away, and then the process ends
    answers = Queue[Any](MOST_AHEAD)
    Thread(target=_tell, args=(answers, os.dup(sys.stdout.fileno())), daemon=True).start()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever is printed is no answer
    with suppress(EOFError):
        while True:
            read, parts = pickle.load(sys.stdin.buffer)  # noqa: S301  # it comes from ourselves
            for part in parts:
                answers.put(_read(read, part))


def _read(read: Callable[[Part], T], part: Part) -> tuple[bool, T | str]:
    """What a part gave, or how that failed."""
    try:
        return True, read(part)
    except Exception:  # a fault of ours: it is told where it can be logged
        return False, traceback.format_exc()


def _tell(answers: Queue[Any], output: int) -> None:
    try:
        with suppress(BrokenPipeError), os.fdopen(output, "wb") as told:  # nobody hears the answers any more
            while True:
                pickle.dump(answers.get(), told, pickle.HIGHEST_PROTOCOL)
                told.flush()
    finally:
        os._exit(1)  # with whoever reads on in vain
