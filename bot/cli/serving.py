"""Commands that start Clio: on Discord, or against a small Discord on this machine."""

import os
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.beginning import begin
from bot.cli.endings import serve
from bot.content.shipped import shipped_library


def run(
    shards: Annotated[
        str,
        typer.Option(
            envvar="CLIO_SHARDS",
            help="Serve these shards only, for example 0-3/16; other processes on the same PostgreSQL database serve "
            "the others. All servers when left out.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Serve on Discord until stopped. Settings come from the environment; DISCORD_TOKEN is needed."""
    begin({**os.environ, "CLIO_SHARDS": shards})


def sandbox(
    tour: Annotated[bool, typer.Option("--tour", help="Play one whole round without a browser and print it.")] = False,
    content: Annotated[
        Path | None, typer.Option(help="The folder of books; the library that comes with Clio when left out.")
    ] = None,
    port: Annotated[int, typer.Option(help="The port of the page; any free one when left out.", min=0, max=65535)] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Try the real bot in the browser, against a small Discord on this machine, without a token."""
    from bot import sandboxed  # only this command needs the stand-in

    folder = (content or shipped_library()).resolve()
    serve(lambda: sandboxed.tour(folder) if tour else sandboxed.serve(folder, port, opens_browser=browser))
