"""The whole command line. Each command parses and calls; errors become messages and exit codes in `bot.cli.endings`."""

import typer

from bot.cli.doctor import doctor
from bot.cli.exporting import export
from bot.cli.importing import bring_in
from bot.cli.keeping import backup, restore
from bot.cli.moving import move
from bot.cli.serving import run, sandbox
from bot.cli.writing import check, new, schema

cli = typer.Typer(
    name="clio",
    help="Clio, a Discord bot for history study groups.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for _command in (run, sandbox, check, schema, export, backup, restore, move, doctor):
    cli.command()(_command)
cli.command("import")(bring_in)
cli.add_typer(new, name="new")
