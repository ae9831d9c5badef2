"""`python -m tests.benchmarks [--quick] [--postgresql] [--json FILE] [PART ...]`."""

import argparse
import asyncio
import json
import os
import platform
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import answering, content, drawing, starting
from tests.benchmarks.answering import NewDatabase
from tests.benchmarks.figures import Figure
from tests.benchmarks.programs import new_file, new_on
from tests.databases import running_server

Part = Callable[[bool], Awaitable[list[Figure]]]


async def _answering(quick: bool, new_database: NewDatabase = new_file) -> list[Figure]:
    return await answering.measure(100 if quick else 1_000, 1 if quick else 3, new_database)


async def _starting(quick: bool) -> list[Figure]:
    servers = (1, 100) if quick else (1, 500, 2_500)
    return [figure for count in servers for figure in await starting.measure(count, turns=1 if quick else 3)]


async def _content(quick: bool) -> list[Figure]:
    sizes = (7_500,) if quick else (15_000, 100_000)
    return [figure for size in sizes for figure in await content.measure(questions=size, entries=size)]


async def _drawing(quick: bool) -> list[Figure]:
    return await drawing.measure(turns=1 if quick else 5)


PARTS: Mapping[str, Part] = {
    "answering": _answering,
    "starting": _starting,
    "content": _content,
    "drawing": _drawing,
}


def _table(figures: Sequence[Figure]) -> Table:
    table = Table("What", "Clio", "bare discord.py", "ratio", "aim")
    subject = ""
    for each in figures:
        before, (subject, _, measure) = subject, each.what.rpartition(": ")
        if subject != before:
            table.add_section()
            table.add_row(f"[bold]{subject}")
        bare = "" if each.bare is None else _amount(each.bare, each.unit)
        ratio = "" if each.ratio is None else f"{each.ratio:.2f}"
        table.add_row(f"  {measure}", _amount(each.clio, each.unit), bare, ratio, each.aim)
    return table


def _amount(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def _written(figures: Sequence[Figure]) -> str:
    machine = {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
    return json.dumps({"machine": machine, "figures": [each.as_json() for each in figures]}, indent=2)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="Measure Clio beside bare discord.py."
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}; all when left out")
    parser.add_argument("--quick", action="store_true", help="small numbers and one turn, to see that all of it runs")
    parser.add_argument("--json", type=Path, default=Path("benchmarks.json"), help="where to write the figures")
    parser.add_argument(
        "--postgresql",
        action="store_true",
        help="answer from PostgreSQL: CLIO_TEST_POSTGRES's, or one from Debian's package as it is installed",
    )
    wanted = parser.parse_args()
    unknown = [part for part in wanted.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}: choose from {', '.join(PARTS)}")
    parts = dict(PARTS)
    with ExitStack() as until_done:
        if wanted.postgresql:
            server = until_done.enter_context(running_server({}))
            parts["answering"] = partial(_answering, new_database=partial(new_on, server))
        figures = [
            figure
            for part in wanted.parts or PARTS
            for figure in asyncio.run(_measured(parts[part], quick=wanted.quick))
        ]
    Console(width=140).print(_table(figures))
    wanted.json.write_text(_written(figures), encoding="utf-8")


async def _measured(part: Part, *, quick: bool) -> list[Figure]:
    return await part(quick)


if __name__ == "__main__":
    main()
