"""A large library: loaded and checked, reloaded after one of its 500 chapters was changed, and looked up in."""

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.content.search import NamedKind
from bot.memory import leave_aside
from bot.service.contents import Contents
from bot.store.store import Store
from tests.benchmarks.figures import Figure, quantile
from tests.benchmarks.material import FILES, typed_prefixes, write_library
from tests.benchmarks.watching import watching

_KINDS: Sequence[NamedKind] = ("person", "term", "subject", "chapter")
_LOOKUPS = 2_000


async def measure(questions: int, entries: int) -> list[Figure]:
    """One library of that size, from the first load on."""
    rng = random.Random(questions)
    with tempfile.TemporaryDirectory() as name:
        folder, database = Path(name) / "content", Path(name) / "clio.sqlite3"
        folder.mkdir()
        write_library(folder, questions, entries, rng)
        what = f"{questions:,} questions and {entries:,} facts, people, terms and events"
        async with watching() as of_store:
            store = await Store.open(f"sqlite+aiosqlite:///{database}")
            await store.library_versions.all()  # a database's first statement waits for its driver
        leave_aside()  # what was taken in and made before, as Clio does when it has begun to serve
        async with watching() as watch:
            started = time.perf_counter()
            contents = await Contents.open(folder, store.library_versions, store.packs, datetime.now(UTC))
            await contents.indexed()
            loaded = time.perf_counter() - started
        figures = [
            Figure("an empty database opened before: event loop held by that", of_store.longest * 1000, "ms"),
            Figure(f"{what}: loaded and checked", loaded, "s"),
            Figure(f"{what}: event loop held by that", watch.longest * 1000, "ms", aim="less than 10 ms"),
        ]
        figures += [*await _reloaded(contents, folder, what), *_looked_up(contents, what, rng)]
        await store.close()
        return figures


async def _reloaded(contents: Contents, folder: Path, what: str) -> list[Figure]:
    changed = folder / "book-7" / "chapter-3.yaml"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("abstract: ", "abstract: Changed. ", 1), encoding="utf-8")
    async with watching() as watch:
        started = time.perf_counter()
        await contents.reload(None, datetime.now(UTC))
        seconds = time.perf_counter() - started
    return [
        Figure(f"{what}: reloaded after one of {FILES} chapters was changed", seconds, "s"),
        Figure(f"{what}: event loop held by that", watch.longest * 1000, "ms", aim="less than 10 ms"),
    ]


def _looked_up(contents: Contents, what: str, rng: random.Random) -> list[Figure]:
    index = contents.shared.index
    names = [person.name for chapter in contents.library.chapters.values() for person in chapter.people.values()]
    typed = list(typed_prefixes(names, rng, _LOOKUPS))
    completing = [
        _seconds(lambda text, kind=kind: index.suggest(kind, text), text) for text in typed for kind in _KINDS
    ]
    queries = [" ".join(rng.sample(name.split(), rng.randint(1, 2))) for name in rng.choices(names, k=_LOOKUPS // 4)]
    finding = [_seconds(lambda text: index.find(text, 0, 5), text) for text in queries]
    return [
        figure
        for name, seconds in (("autocomplete", completing), ("search", finding))
        for figure in (
            Figure(f"{what}: {name}, median", quantile(seconds, 0.5) * 1000, "ms"),
            Figure(f"{what}: {name}, 99th percentile", quantile(seconds, 0.99) * 1000, "ms", aim="less than 5 ms"),
        )
    ]


def _seconds(look_up: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    look_up(text)
    return time.perf_counter() - started
