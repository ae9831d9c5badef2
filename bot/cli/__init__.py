"""Where the program begins. Clio serves for months, so `clio run` takes nothing of the command line along."""

import os
import sys

from bot.cli.beginning import begin


def main() -> None:
    """The script `clio`."""
    match sys.argv[1:]:
        case ["run"]:
            begin(os.environ)
        case ["run", "--shards", shards]:
            begin({**os.environ, "CLIO_SHARDS": shards})
        case _:
            from bot.cli.commands import cli

            cli()
