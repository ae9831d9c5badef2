"""How the shared library stands, and what a reload, a check or a step back does to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from discord import ui
from discord.utils import format_dt

from bot.content.library import Library
from bot.content.report import things_of
from bot.frozen import frozen
from bot.service.contents import Standing
from bot.service.libraries import Compared
from bot.service.packs import Own
from bot.store.library_versions import LibraryVersion
from bot.ui.render.cards import GOLD, GREEN, INK, card

LISTED_AT_MOST = 15
PROBLEMS_SHOWN = 5
CHANGES_FILE = "changes.txt"

_PLURALS = {"person": "people"}


@frozen
class Onlooker:
    """Who looks at how the library stands; `may_change` says whether their server may change it."""

    member: int
    may_change: bool


def reloaded_card(done: Compared) -> ui.LayoutView:
    """Version, time taken, and what was added, changed and removed, by id."""
    return _compared_card(f"**The content was reloaded** in {_time(done)}. {_version(done)}", done)


def checked_card(done: Compared) -> ui.LayoutView:
    """What a reload would do."""
    head = f"**The content folder is sound**; reading it took {_time(done)}. Nothing was changed. {_version(done)}"
    return _compared_card(head, done, "A reload would change nothing.")


def rolled_back_card(done: Compared) -> ui.LayoutView:
    """What going back did."""
    head = f"**Clio went back to an earlier version of the content** in {_time(done)}. {_version(done)}"
    note = "It stays when Clio is started again, until the next `/content reload`."
    return _compared_card(head, done, "Nothing is different.", note)


def changes_text(done: Compared) -> str | None:
    """Everything that is different, for a file; None where the card lists it all."""
    lists = _lists(done)
    if all(len(entries) <= LISTED_AT_MOST for entries in lists.values()):
        return None
    return "\n\n".join("\n".join((f"{title} ({len(found)})", *found)) for title, found in lists.items() if found)


def status_card(standing: Standing, own: Own, onlooker: Onlooker, now: datetime) -> ui.LayoutView:
    """Version, age, by whom, counts, the last problems, and what this server has of its own."""
    problems = [problem for problem in standing.faults.problems if problem.severity == "error"]
    warnings = len(standing.faults.problems) - len(problems)
    parts = [
        f"## Content\nVersion `{standing.library.version}`: {counted_all(things_of(standing.library))}.",
        _history(standing.current, onlooker, now),
        _faults(standing, len(problems), warnings),
        _of_server(own),
    ]
    if problems:
        parts.insert(3, "\n".join(f"- `{_code(str(problem))}`" for problem in problems[:PROBLEMS_SHOWN]))
    return card(*parts, accent=GOLD if problems else INK)


def version_label(version: LibraryVersion, now: datetime) -> str:
    """One line of a list to choose from."""
    marks = " · in use" if version.is_current else ""
    by = "as Clio started" if version.by is None else "by a moderator"
    return f"{version.version} · {age(now - version.loaded_at)} ago, {by} · {counted_all(version.counts, 3)}{marks}"


def age(passed: timedelta) -> str:
    """A stretch of time in its largest unit."""
    seconds = max(0, int(passed.total_seconds()))
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return _counted(seconds // size, unit)
    return "less than a minute"


def _compared_card(
    head: str, done: Compared, unchanged: str = "Nothing is different.", note: str = ""
) -> ui.LayoutView:
    parts = [
        head,
        *(text for title, entries in _lists(done).items() for text in _listed(title, entries)),
    ]
    if len(parts) == 1:
        parts.append(unchanged)
    shown = [*parts, f"-# {note}"] if note else parts
    if changes_text(done) is None:
        return card(*shown, accent=GREEN)
    return card(*shown, ui.File[ui.LayoutView](f"attachment://{CHANGES_FILE}"), accent=GREEN)


def _lists(done: Compared) -> Mapping[str, Sequence[str]]:
    return {
        "Added": done.different.added,
        "Changed": done.different.changed,
        "Removed": done.different.removed,
        "Warnings": [str(warning) for warning in done.warnings],
    }


def _listed(title: str, entries: Sequence[str]) -> list[str]:
    if not entries:
        return []
    shown = [f"- `{_code(entry)}`" for entry in entries[:LISTED_AT_MOST]]
    if len(entries) > LISTED_AT_MOST:
        shown.append(f"- … and {len(entries) - LISTED_AT_MOST} more, which stand in the file")
    return [f"**{title}** ({len(entries)})\n" + "\n".join(shown)]


def _time(done: Compared) -> str:
    return f"{done.seconds * 1000:.0f} ms" if done.seconds < 10 else f"{done.seconds:.0f} s"


def _version(done: Compared) -> str:
    return f"Version `{done.library.version}`: {_library_counts(done.library)}."


def _library_counts(library: Library) -> str:
    return counted_all(things_of(library))


def counted_all(counts: Mapping[str, int], most: int = 8) -> str:
    """How many there are of each thing, as in `1 chapter, 12 facts`."""
    return ", ".join(_counted(number, noun) for noun, number in list(counts.items())[:most])


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else _PLURALS.get(noun, f'{noun}s')}"


def _history(current: LibraryVersion | None, onlooker: Onlooker, now: datetime) -> str:
    if current is None:
        return "Clio does not keep this version, so it cannot be gone back to."
    loaded = f"Loaded {_moment(current.loaded_at, now)} {_by(current.by, onlooker)}."
    if current.chosen_at is None:
        return f"{loaded} It is what the content folder held then."
    return (
        f"{loaded} Pinned {_moment(current.chosen_at, now)} {_by(current.chosen_by, onlooker)}: Clio went back to it, "
        "and keeps it until the next `/content reload`."
    )


def _moment(moment: datetime, now: datetime) -> str:
    return f"{format_dt(moment, 'f')} ({age(now - moment)} ago)"


def _by(member: int | None, onlooker: Onlooker) -> str:
    if member is None:
        return "by Clio as it started"
    if member == onlooker.member:
        return "by you"
    return f"by <@{member}>" if member and onlooker.may_change else "by a moderator"


def _faults(standing: Standing, problems: int, warnings: int) -> str:
    if not problems and not warnings:
        return "No problems were found when the content was read last."
    when = format_dt(standing.faults.at, "R")
    if not problems:
        return f"The content was read {when} with {_counted(warnings, 'warning')}; `/content check` lists them."
    return (
        f"**The content folder had {_counted(problems, 'problem')}** when it was read {when}, so Clio uses a version "
        "from before. `/content check` lists all of them."
    )


def _of_server(own: Own) -> str:
    packs = f"{_counted(len(own.packs), 'pack')}, {len(own.shown)} of them shown" if own.packs else "no packs"
    hidden = sum(chapter.key in own.hidden for chapter in own.chapters)
    hides = _counted(hidden, "chapter") if hidden else "no chapter"
    return f"**This server** has {packs}, and hides {hides}. `/content packs` shows them."


def _code(text: str) -> str:
    return text.replace("`", "ˋ")[:700]
