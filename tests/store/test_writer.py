"""Writes happen in the order of their calls."""

import asyncio

from sqlalchemy import insert

from bot.store.connections import AsyncConnection
from bot.store.lines import Lines, Written
from bot.store.tables import members
from bot.store.transactions import Done, Steps
from bot.store.writer import Writer

LINES = Lines(insert(members))


class Held:
    """Transactions that begin when they are asked for and end when they are let go, and what was done so far."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self._running: list[tuple[Steps, Done]] = []

    def run(self, steps: Steps, done: Done) -> None:
        self.log.append("lines" if all(isinstance(step, Written) for step in steps) else "work")
        self._running.append((steps, done))

    def write_now(self, lines: Written) -> bool:
        self.log.append("now")
        return True

    async def close(self) -> None:
        pass

    def let_go(self) -> None:
        steps, done = self._running.pop(0)
        done([None] * len(steps), None)


async def work(connection: AsyncConnection) -> None:
    pass


async def test_lines_do_not_overtake_what_was_asked_for_before_them() -> None:
    held = Held()
    writer = Writer(held)
    first = writer.write(work)
    second = asyncio.create_task(writer.write_lines([(LINES, {})]))
    await asyncio.sleep(0)
    assert held.log == ["work"]
    held.let_go()
    await first
    await asyncio.sleep(0)
    assert held.log == ["work", "lines"]
    held.let_go()
    await second
    await writer.drain()


async def test_of_a_crowd_the_first_is_written_at_once_and_the_others_share_a_transaction() -> None:
    held = Held()
    writer = Writer(held)
    crowd = [asyncio.create_task(writer.write_lines([(LINES, {})])) for _ in range(3)]
    await asyncio.sleep(0)
    assert held.log == ["now"]
    await asyncio.sleep(0)
    assert held.log == ["now", "lines"]
    held.let_go()
    await asyncio.gather(*crowd)
    await writer.drain()
