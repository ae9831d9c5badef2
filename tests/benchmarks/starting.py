"""From the start of the program to its first answered command, and what it holds in memory then."""

import asyncio

from tests.benchmarks.figures import Figure, median
from tests.benchmarks.programs import BARE, CLIO, new_file, running
from tests.benchmarks.stand_in import StandIn

_SETTLED_SECONDS = 6.0
"""By then discord.py has called the client ready, and Clio has made ready what it wants soon after that."""


async def measure(servers: int, turns: int) -> list[Figure]:
    """Start both in turn, with so many servers of ten channels each; the first start of each does not count."""
    seconds: dict[str, list[float]] = {"clio": [], "bare": []}
    megabytes: dict[str, list[float]] = {"clio": [], "bare": []}
    async with new_file() as database:
        for turn in range(turns + 1):
            for name, arguments in (("bare", BARE), ("clio", CLIO)):
                async with StandIn(servers) as stand_in, running(arguments, stand_in, database) as program:
                    await asyncio.sleep(_SETTLED_SECONDS)
                    if turn == 0:
                        continue
                    seconds[name].append(program.ready)
                    megabytes[name].append(program.memory())
    what = f"start with {servers} server{'s' if servers > 1 else ''}"
    memory_aim = f"less than {40 + servers * 8 / 1024:.0f} MB more"
    return [
        Figure(f"{what}: ready", median(seconds["clio"]), "s", median(seconds["bare"]), "less than 0.5 s more"),
        Figure(f"{what}: memory", median(megabytes["clio"]), "MB", median(megabytes["bare"]), memory_aim),
    ]
