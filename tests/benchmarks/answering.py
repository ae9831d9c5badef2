"""From the press of a button to its answer. Clio has it on disk by then; the bare client keeps nothing."""

import asyncio
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks import payloads
from tests.benchmarks.figures import Figure, median, quantile
from tests.benchmarks.payloads import Json
from tests.benchmarks.programs import BARE, CLIO, Program, database_file, running
from tests.benchmarks.stand_in import StandIn, custom_ids

ONE_BY_ONE = 300
AT_ONCE = 1_000
A_SECOND = 500
SECONDS = 10
_ANSWER = "clio:answer:"
_Card = tuple[Json, str]
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
            tasks.append(asyncio.create_task(self.stand_in.interact(self.press(number % len(self.cards)))))
        latencies = await asyncio.gather(*tasks)
        return Tally(list(latencies), loop.time() - started)


async def measure(rounds: int, turns: int) -> list[Figure]:
    """All figures of one run, Clio and the bare client in turn. Raises `RuntimeError` where an answer was lost."""
    tallies: dict[str, dict[str, list[Tally]]] = {"clio": {}, "bare": {}}
    for _ in range(turns):
        cards, of_clio = await _turn(CLIO, rounds, ())
        _, of_bare = await _turn(BARE, rounds, cards)
        for name, found in (("clio", of_clio), ("bare", of_bare)):
            for what, tally in found.items():
                tallies[name].setdefault(what, []).append(tally)
    return [
        figure for what in tallies["clio"] for figure in _figures(what, tallies["clio"][what], tallies["bare"][what])
    ]


async def _turn(
    arguments: tuple[str, ...], rounds: int, cards: Sequence[_Card]
) -> tuple[Sequence[_Card], dict[str, Tally]]:
    """One program under all loads. The bare client is pressed on the cards that Clio has sent before."""
    with tempfile.TemporaryDirectory() as folder:
        async with StandIn(rounds) as stand_in, running(arguments, stand_in, Path(folder)) as program:
            load = Load(stand_in, cards or await _cards(stand_in, rounds))
            await load.one_by_one(50)  # to warm up
            found = {
                "an answer, one at a time": await load.one_by_one(ONE_BY_ONE),
                f"{AT_ONCE} members at once in one channel": await load.at_once(AT_ONCE),
                f"{rounds} rounds at {A_SECOND} answers a second": await load.steadily(A_SECOND, SECONDS),
            }
            if arguments == CLIO:
                _check_kept(program, Path(folder), load.members)
            return load.cards, found


async def _cards(stand_in: StandIn, rounds: int) -> list[_Card]:
    """The card of the first question in each server, with its first button."""
    for server in range(rounds):
        await stand_in.interact(payloads.command(server, "quiz", [{"type": 1, "name": "start", "options": _OPTIONS}]))
        await stand_in.interact(payloads.command(server, "quiz", [{"type": 1, "name": "next"}]))
    messages = [await stand_in.until_messages(payloads.channel_id(server), _ANSWER) for server in range(rounds)]
    return [(each, next(filter(_is_answer, custom_ids(each["components"])))) for each in messages]


def _is_answer(custom_id: str) -> bool:
    return custom_id.startswith(_ANSWER)


def _check_kept(program: Program, folder: Path, acknowledged: int) -> None:
    """Kill the program and look whether every acknowledged answer is in the database once."""
    program.kill()
    with closing(sqlite3.connect(database_file(folder))) as database:
        (kept,) = database.execute("SELECT count(*) FROM answers").fetchone()
    if kept != acknowledged:
        raise RuntimeError(f"{acknowledged} answers were acknowledged, and {kept} are in the database.")


def _figures(what: str, clio: Sequence[Tally], bare: Sequence[Tally]) -> list[Figure]:
    def milliseconds(tallies: Sequence[Tally], share: float) -> float:
        return median([quantile(each.latencies, share) for each in tallies]) * 1000

    return [
        Figure(f"{what}: median", milliseconds(clio, 0.5), "ms", milliseconds(bare, 0.5), _AIM_LATENCY),
        Figure(f"{what}: 99th percentile", milliseconds(clio, 0.99), "ms", milliseconds(bare, 0.99)),
        Figure(
            f"{what}: throughput",
            median([each.throughput for each in clio]),
            "/s",
            median([each.throughput for each in bare]),
            _AIM_THROUGHPUT,
        ),
    ]
