"""`clio doctor`: what is wrong, and how to mend it."""

import asyncio
import json
import logging
import os
import platform
import random
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import app
from bot.cli.endings import mendable
from bot.content import report
from bot.content.problems import ContentError
from bot.errors import OperatorError
from bot.settings import Settings, SettingsError, content_folder, database_url, discord_api, read_token
from bot.store.checkup import Finding, Verdict, error, examine_database, good, warning
from bot.ui.checkup import examine_discord
from bot.ui.client import use_stand_in

_COLOURS = {Verdict.GOOD: "green", Verdict.WARNING: "yellow", Verdict.ERROR: "bold red"}
SERVERS = 25


def doctor(
    servers: Annotated[int, typer.Option(help="Look at so many servers at most; 0 for none.", min=0)] = SERVERS,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Check settings, token, application, commands, servers, database, content and clock.

    Exits 0 when Clio can work, also where something could be better, else 1. Nothing is changed.
    """
    logging.getLogger().addHandler(logging.NullHandler())  # what is found is told below
    with mendable():
        findings = asyncio.run(_examine(os.environ, servers))
    counts = Counter(finding.verdict for finding in findings)
    if as_json:
        typer.echo(json.dumps(_as_json(findings, counts), ensure_ascii=False, indent=2))
    else:
        _print(findings, counts)
    raise typer.Exit(1 if counts[Verdict.ERROR] else 0)


async def _examine(environment: Mapping[str, str], servers: int) -> list[Finding]:
    findings = [*_versions(), *_settings(environment), *_content(environment)]
    findings += await examine_database(database_url(environment))
    try:
        token = read_token(environment)
    except SettingsError as fault:
        return [*findings, error("there is none", str(fault), "token")]
    return [*findings, *await _discord(environment, token, servers)]


def _versions() -> list[Finding]:
    python, library = platform.python_version(), version("discord.py")
    return [good(f"Clio {_own_version()}, Python {python}, discord.py {library}", "versions")]


def _own_version() -> str:
    try:
        return version("clio-bot")
    except PackageNotFoundError:
        return "from a checkout"


def _settings(environment: Mapping[str, str]) -> list[Finding]:
    """What is wrong besides the token and the content, which are looked at by themselves."""
    stand_ins = {"DISCORD_TOKEN": "-", "DISCORD_TOKEN_FILE": "", "CLIO_CONTENT_DIR": ""}
    try:
        Settings.from_environment({**environment, **stand_ins})
    except OperatorError as fault:
        return [error("one is wrong", str(fault), "settings")]
    return [good("they can be read", "settings")]


def _content(environment: Mapping[str, str]) -> list[Finding]:
    try:
        found = report.check(content_folder(environment))
    except SettingsError as fault:
        return [error("it is not there", str(fault), "content")]
    mend = "Run `clio check`, which names each with its place."
    if found.errors:
        return [error(found.summary(), mend, "content")]
    return [warning(found.summary(), mend, "content") if found.warnings else good(found.summary(), "content")]


async def _discord(environment: Mapping[str, str], token: str, servers: int) -> Sequence[Finding]:
    """With a Clio on an empty database, never connected, which knows the commands; without one where none can start."""
    api = discord_api(environment)
    try:
        if api:
            await use_stand_in(api)
    except OperatorError as fault:
        return [error("it cannot be reached", str(fault), "Discord")]
    with tempfile.TemporaryDirectory(prefix="clio-doctor-") as folder:
        throwaway = {"DISCORD_TOKEN": token, "DISCORD_TOKEN_FILE": "", "CLIO_METRICS": ""}
        throwaway |= {"CLIO_DATABASE_URL": f"sqlite:///{Path(folder) / 'clio.sqlite3'}", "CLIO_SHARDS": ""}
        try:
            settings = replace(Settings.from_environment({**environment, **throwaway}), shards=None)
            async with app.opened(settings, random.SystemRandom()) as clio:
                return await examine_discord(token, clio, servers)
        except (OperatorError, ContentError):
            return await examine_discord(token, None, servers)


def _as_json(findings: Sequence[Finding], counts: Counter[Verdict]) -> dict[str, Any]:
    return {
        "findings": [asdict(finding) for finding in findings],
        "errors": counts[Verdict.ERROR],
        "warnings": counts[Verdict.WARNING],
    }


def _print(findings: Sequence[Finding], counts: Counter[Verdict]) -> None:
    console = Console(highlight=False, markup=False)
    if console.is_terminal:
        console.print(_table(findings))
    else:
        for finding in findings:
            typer.echo(f"{finding.verdict}: {finding.topic}: {finding.says}")
            if finding.mend:
                typer.echo(f"    {finding.mend}")
    typer.echo(
        f"{report.counted(counts[Verdict.ERROR], 'error')}, {report.counted(counts[Verdict.WARNING], 'warning')}."
    )


def _table(findings: Sequence[Finding]) -> Table:
    """Texts are never read as markup: names of servers are other people's."""
    table = Table("", "What", "How it stands, and how to mend it", box=None, padding=(0, 1))
    for finding in findings:
        says = Text(finding.says)
        if finding.mend:
            says.append(f"\n→ {finding.mend}", style="bold")
        table.add_row(Text(finding.verdict, style=_COLOURS[finding.verdict]), Text(finding.topic), says)
    return table
