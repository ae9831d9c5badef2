"""A timeline of 60 events as a picture, drawn as members get it, and the event loop watched meanwhile."""

import random
import tempfile
import time
from pathlib import Path

from bot.content.loading import load_library
from bot.service.timelines import Entry, Timeline
from bot.ui.pictures.gallery import Gallery
from tests.benchmarks.figures import Figure, median
from tests.benchmarks.material import Words, chapter_lines
from tests.benchmarks.watching import watching

EVENTS = 60


async def measure(turns: int) -> list[Figure]:
    """Draw every page of the timeline, each turn by a gallery that has nothing kept."""
    with tempfile.TemporaryDirectory() as folder:
        timeline = _timeline(Path(folder))
    seconds, held = list[float](), list[float]()
    for _ in range(turns + 1):
        gallery = Gallery()
        async with watching() as watch:
            started = time.perf_counter()
            for page in range(timeline.pages):
                await gallery.timeline(timeline, page, "light")
            seconds.append(time.perf_counter() - started)
        held.append(watch.longest)
    what = f"a timeline of {EVENTS} events"
    return [
        Figure(f"{what}: drawn", median(seconds[1:]) * 1000, "ms", aim="less than 300 ms"),
        Figure(f"{what}: event loop held", max(held[1:]) * 1000, "ms", aim="not held"),
    ]


def _timeline(folder: Path) -> Timeline:
    words = Words(random.Random(60))
    book = folder / "book"
    book.mkdir()
    (book / "book.yaml").write_text("schema: 1\nbook:\n  id: book\n  type: book\n  title: Book\n", encoding="utf-8")
    lines = chapter_lines(0, questions=0, entries=5 * EVENTS, words=words)
    (book / "chapter.yaml").write_text("\n".join(lines), encoding="utf-8")
    (chapter,) = load_library(folder).library.chapters.values()
    entries = sorted((Entry(chapter, event) for event in chapter.events), key=lambda entry: entry.begins)
    return Timeline("scope", "Sixty events", "A made-up chapter", None, tuple(entries), "version")
