"""Draws pictures away from the event loop, and keeps those that were asked for last.

What draws is large, and a Clio that is never asked for a picture does without it: it is taken in with the first.
"""

import asyncio
from collections import OrderedDict

from bot.service.timelines import Timeline
from bot.study.progress import Progress
from bot.ui.pictures.themes import ThemeName
from bot.ui.render.written_dates import is_month_first

_Key = tuple[str, str, str, int, ThemeName, bool]


class Gallery:
    """At most `room` pictures, of about 200 kB each. A new version of the content has pictures of its own."""

    def __init__(self, room: int = 64) -> None:
        self._room = room
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()
        self._drawing = asyncio.Lock()

    async def timeline(self, timeline: Timeline, page: int, theme: ThemeName) -> bytes:
        """A page of a timeline as PNG. Pictures are drawn one at a time, and each of them once."""
        period = timeline.period.edtf if timeline.period else ""
        key: _Key = (timeline.version, timeline.scope, period, page, theme, is_month_first())
        async with self._drawing:
            if key not in self._kept:
                self._kept[key] = await asyncio.to_thread(_draw_timeline, timeline, page, theme)
            self._kept.move_to_end(key)
            while len(self._kept) > self._room:
                self._kept.popitem(last=False)
            return self._kept[key]

    async def progress(self, progress: Progress, theme: ThemeName) -> bytes:
        """A member's progress as PNG."""
        return await asyncio.to_thread(_draw_progress, progress, theme)

    def __len__(self) -> int:
        return len(self._kept)


def _draw_timeline(timeline: Timeline, page: int, theme: ThemeName) -> bytes:
    from bot.ui.pictures.timeline import draw_timeline

    return draw_timeline(timeline, page, theme)


def _draw_progress(progress: Progress, theme: ThemeName) -> bytes:
    from bot.ui.pictures.progress import draw_progress

    return draw_progress(progress, theme)
