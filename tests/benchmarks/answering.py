"""From the press of a button to its answer. Clio has kept it by then; the bare client keeps nothing.

Both run side by side and are pressed in turn, a few presses each: a machine that is slower for a second is so for both.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from tests.benchmarks import payloads
from tests.benchmarks.figures import Figure, median, quantile
from tests.benchmarks.payloads import Json
from tests.benchmarks.programs import BARE, CLIO, Program, running
from tests.benchmarks.stand_in import StandIn, custom_ids
from tests.databases import rows_of

ONE_BY_ONE = 300
IN_A_ROW = 10
WARMING_UP = 50
AT_ONCE = 1_000
A_SECOND = 500
SECONDS = 10
_ANSWER = "clio:answer:"
_ALONE = "an answer, one at a time"
_Card = tuple[Json, str]
NewDatabase = Callable[[], AbstractAsyncContextManager[str]]
_AIM_LATENCY, _AIM_THROUGHPUT = "at most 1.5 times", "at least 0.9 times"
_OPTIONS: Sequence[Json] = (
    {"type": 4, "name": "questions", "value": 2},
    {"type": 4, "name": "seconds", "value": 300},
    {"type": 3, "name": "kinds", "value": "choice"},
)


@dataclass(slots=True)
class Tally:
    """The seconds of every acknowledgement, in the order of the presses, and how long all of them took together."""

    latencies: list[float] = field(default_factory=list[float])
    seconds: float = 0.0

    @property
    def throughput(self) -> float:
        return len(self.latencies) / self.seconds

    def add(self, other: "Tally") -> None:
        self.latencies += other.latencies
        self.seconds += other.seconds


Pair = tuple[Tally, Tally]
"""Clio's, and the bare client's."""


@dataclass(slots=True)
class Load:
    """Members who press: each a new one, so that each press is an answer of its own."""

    stand_in: StandIn
    cards: Sequence[_Card]
    members: int = 0

    def press(self, server: int) -> Json:
        self.members += 1
        message, custom_id = self.cards[server]
        return payloads.press(server, message, custom_id, 10_000 + self.members)

    async def one_by_one(self, count: int) -> Tally:
        """Each press after the one before it was acknowledged."""
        loop, tally = asyncio.get_running_loop(), Tally()
        started = loop.time()
        for _ in range(count):
            tally.latencies.append(await self.stand_in.interact(self.press(0)))
        tally.seconds = loop.time() - started
        return tally

    async def at_once(self, count: int) -> Tally:
        """All presses in the same moment, in one channel."""
        loop = asyncio.get_running_loop()
        presses = [self.press(0) for _ in range(count)]
        started = loop.time()
        latencies = await asyncio.gather(*(self.stand_in.interact(each) for each in presses))
        return Tally(list(latencies), loop.time() - started)

    async def steadily(self, rate: int, seconds: int) -> Tally:
        """So many presses a second, spread over all servers, whether or not the earlier ones were acknowledged."""
        loop = asyncio.get_running_loop()
        started, tasks = loop.time(), list[asyncio.Task[float]]()
        for number in range(rate * seconds):
            await asyncio.sleep(max(0.0, started + number / rate - loop.time()))
            press = self.press(self.members % len(self.cards))
            tasks.append(asyncio.create_task(self.stand_in.interact(press)))
        latencies = await asyncio.gather(*tasks)
        return Tally(list(latencies), loop.time() - started)


async def measure(rounds: int, turns: int, new_database: NewDatabase) -> list[Figure]:
    """All figures of one run, Clio and the bare client in turn. Raises `RuntimeError` where an answer was lost."""
    found = list[Mapping[str, Pair]]()
    for _ in range(turns):
        async with new_database() as database:
            found.append(await _turn(rounds, database))
    return [figure for what in found[0] for figure in _figures(what, [each[what] for each in found])]


async def _turn(rounds: int, database: str) -> Mapping[str, Pair]:
    """Both under all loads. The bare client is pressed on the cards that Clio has sent."""
    async with (
        StandIn(rounds) as of_clio,
        running(CLIO, of_clio, database) as program,
        StandIn(rounds) as of_bare,
        running(BARE, of_bare, database),
    ):
        cards = await _cards(of_clio, rounds)
        loads = Load(of_clio, cards), Load(of_bare, cards)
        await _in_turn(loads, 1, lambda load: load.one_by_one(WARMING_UP))
        found = {
            _ALONE: await _in_turn(loads, ONE_BY_ONE // IN_A_ROW, lambda load: load.one_by_one(IN_A_ROW)),
            f"{AT_ONCE} members at once in one channel": await _in_turn(loads, 1, lambda load: load.at_once(AT_ONCE)),
            f"{rounds} rounds at {A_SECOND} answers a second": await _in_turn(
                loads, 1, lambda load: load.steadily(A_SECOND, SECONDS)
            ),
        }
        await _check_kept(program, database, loads[0].members)
        return found


async def _in_turn(loads: tuple[Load, Load], times: int, press: Callable[[Load], Awaitable[Tally]]) -> Pair:
    tallies = Tally(), Tally()
    for _ in range(times):
        for load, tally in zip(loads, tallies, strict=True):
            tally.add(await press(load))
    return tallies


async def _cards(stand_in: StandIn, rounds: int) -> list[_Card]:
    """The card of the first question in each server, with its first button."""
    for server in range(rounds):
        await stand_in.interact(payloads.command(server, "quiz", [{"type": 1, "name": "start", "options": _OPTIONS}]))
        await stand_in.interact(payloads.command(server, "quiz", [{"type": 1, "name": "next"}]))
    messages = [await stand_in.until_messages(payloads.channel_id(server), _ANSWER) for server in range(rounds)]
    return [(each, next(filter(_is_answer, custom_ids(each["components"])))) for each in messages]


def _is_answer(custom_id: str) -> bool:
    return custom_id.startswith(_ANSWER)


async def _check_kept(program: Program, database: str, acknowledged: int) -> None:
    """Kill the program and look whether every acknowledged answer is in the database once."""
    program.kill()
    ((kept,),) = await rows_of(database, "SELECT count(*) FROM answers")
    if kept != acknowledged:
        raise RuntimeError(f"{acknowledged} answers were acknowledged, and {kept} are in the database.")


def _figures(what: str, pairs: Sequence[Pair]) -> list[Figure]:
    clio, bare = zip(*pairs, strict=True)

    def milliseconds(tallies: Sequence[Tally], share: float) -> float:
        return median([quantile(each.latencies, share) for each in tallies]) * 1000

    def throughput(tallies: Sequence[Tally]) -> float:
        return median([each.throughput for each in tallies])

    figures = [
        Figure(f"{what}: median", milliseconds(clio, 0.5), "ms", milliseconds(bare, 0.5), _AIM_LATENCY),
        Figure(f"{what}: 99th percentile", milliseconds(clio, 0.99), "ms", milliseconds(bare, 0.99)),
    ]
    if what != _ALONE:  # where the throughput says nothing that the latency does not
        figures.append(Figure(f"{what}: throughput", throughput(clio), "/s", throughput(bare), _AIM_THROUGHPUT))
    return figures
