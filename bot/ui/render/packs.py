"""A server's packs and shipped chapters with their switches, and what became of an upload."""

from collections.abc import Sequence
from datetime import datetime

import discord
from discord import ui
from discord.utils import format_dt

from bot.content.formats.written import Exported
from bot.content.library import Chapter
from bot.service.packs import Own, Uploaded
from bot.service.shelves import token
from bot.store.packs import PACKS_AT_MOST, Pack, PackVersion
from bot.ui.render.cards import GOLD, GREEN, INK, button, card, cut, name, plain, row
from bot.ui.render.library import counted_all
from bot.ui.render.lists import option, page_note, page_of, turning
from bot.ui.router import custom_id

ON_A_PAGE = 7
REMARKS_SHOWN = 10
REMARKS_FILE = "remarks.txt"
_TITLE_LIMIT = 80

_Part = str | ui.Item[ui.LayoutView]


def packs_card(own: Own, page: int, notice: str = "") -> ui.LayoutView:
    """Some of the packs and chapters, each with its switch; packs come first."""
    shown = page_of([*own.packs, *own.chapters], page, ON_A_PAGE)
    parts: list[_Part] = [_head(own, notice)]
    for each in shown.items:
        parts.append(
            _pack_line(each, own, shown.number) if isinstance(each, Pack) else _chapter_line(each, own, shown.number)
        )
    packs = [each for each in shown.items if isinstance(each, Pack)]
    if packs:
        options = [option(pack.title, str(pack.id), f"{pack.name}, version {pack.version}") for pack in packs]
        parts.append(row(ui.Select(custom_id=custom_id("pack"), placeholder="Versions of a pack", options=options)))
    parts += turning(shown.number, shown.pages, "packs")
    if shown.pages > 1:
        parts.append(page_note(shown.number, shown.pages))
    return card(*parts)


def pack_card(pack: Pack, versions: Sequence[PackVersion], notice: str = "") -> ui.LayoutView:
    """One pack with the versions to which one can go back."""
    lines = [_version_line(version, pack) for version in versions]
    older = [version for version in versions if version.version != pack.version]
    parts: list[_Part] = [f"{notice}\n" * bool(notice) + f"## {_title(pack.title)}\n`{pack.name}`", "\n".join(lines)]
    if older:
        options = [
            option(f"Version {each.version}", str(each.version), f"{each.title} · {each.file_name}") for each in older
        ]
        choose = ui.Select[ui.LayoutView](
            custom_id=custom_id("pack-back", pack.id), placeholder="Show another version", options=options
        )
        parts.append(row(choose))
    parts.append(row(button("All packs", custom_id("packs", 0))))
    return card(*parts, accent=GREEN if notice else INK)


def uploaded_card(done: Uploaded, remarks_in_file: bool) -> ui.LayoutView:
    """What was kept, and what is to be known of it."""
    pack, chapter = done.pack, done.chapter
    verb = "is new here" if pack.version == 1 else f"is now at version {pack.version}"
    made = f" It was made from a file in the format {done.made_from}." if done.made_from else ""
    counts = counted_all({"fact": len(chapter.facts), "event": len(chapter.events), "question": len(chapter.questions)})
    parts: list[_Part] = [
        f"**The pack {verb}: {_title(pack.title)}**\n`{pack.name}`: {counts}; {done.different.counted()}.{made}",
        "Only this server sees it: in `/read chapter`, `/quiz start`, `/review` and everywhere else. "
        "A round that is going on keeps its questions."
        if pack.is_on
        else "The pack is switched off. `/content packs` switches it on.",
    ]
    notes = notes_of(done)
    if notes:
        listed = [f"- {_line(note)}" for note in notes[:REMARKS_SHOWN]]
        more = len(notes) - len(listed)
        listed += [f"- … and {more} more, which stand in the file"] if more else []
        parts.append(f"**Remarks** ({len(notes)})\n" + "\n".join(listed))
    if remarks_in_file:
        parts.append(ui.File[ui.LayoutView](f"attachment://{REMARKS_FILE}"))
    return card(*parts, accent=GREEN)


def notes_of(done: Uploaded) -> list[str]:
    """Everything that deserves a remark. What was made of another program's file has been remarked on in its words."""
    return list(done.remarks) if done.made_from else [str(warning) for warning in done.warnings]


def removal_card(pack: Pack, versions: int) -> ui.LayoutView:
    """Asks before a pack is forgotten."""
    kept = "its only version" if versions == 1 else f"all its {versions} versions"
    return card(
        f"**Remove “{_title(pack.title)}”?**\nThe pack `{pack.name}` goes with {kept}, for good. Points that were "
        "earned with it stay. To hide it only, switch it off in `/content packs`.",
        row(
            button("Remove it", custom_id("pack-remove", pack.id), style=discord.ButtonStyle.danger),
            button("Keep it", custom_id("packs", 0)),
        ),
        accent=GOLD,
    )


def removed_card(pack: Pack) -> ui.LayoutView:
    return card(f"The pack “{_title(pack.title)}” is removed. A round that is going on keeps its questions.")


def exported_card(exported: Exported, file_name: str) -> ui.LayoutView:
    """The file, and what its format cannot carry."""
    parts: list[_Part] = [f"**{name(file_name)}**"]
    if exported.left_out:
        listed = [f"- {_line(each)}" for each in exported.left_out[:REMARKS_SHOWN]]
        more = len(exported.left_out) - len(listed)
        listed += [f"- … and {more} more, which stand in the file"] if more else []
        parts.append("**What this format cannot carry**\n" + "\n".join(listed))
        if more:
            parts.append(ui.File[ui.LayoutView](f"attachment://{REMARKS_FILE}"))
    return card(*parts, ui.File[ui.LayoutView](f"attachment://{file_name}"))


def _head(own: Own, notice: str) -> str:
    told = f"{notice}\n" if notice else ""
    if own.packs:
        packs = f"{len(own.packs)} of at most {PACKS_AT_MOST} packs, and the chapters that come with Clio."
    else:
        packs = "No packs yet: `/content upload` adds a file of your own. Below are the chapters that come with Clio."
    return f"{told}## What this server sees\n{packs} What is off is shown to nobody here."


def _pack_line(pack: Pack, own: Own, page: int) -> ui.Section[ui.LayoutView]:
    faulty = pack.is_on and pack.id not in own.shown
    state = "on" if pack.is_on else "off"
    told = " · **this Clio finds fault with it: upload it again to read why**" if faulty else ""
    text = (
        f"{_mark(pack.is_on and not faulty)} **{_title(pack.title)}** · {state}\n"
        f"-# Pack `{pack.name}` · version {pack.version} of {_date(pack.uploaded_at)} · {_size(pack.size)}{told}"
    )
    switch = custom_id("pack-switch", pack.id, "off" if pack.is_on else "on", page)
    return ui.Section(ui.TextDisplay(text), accessory=_switch(pack.is_on, switch))


def _chapter_line(chapter: Chapter, own: Own, page: int) -> ui.Section[ui.LayoutView]:
    is_on = chapter.key not in own.hidden
    text = (
        f"{_mark(is_on)} **{_title(chapter.head.title)}** · {'on' if is_on else 'off'}\n"
        f"-# {_title(chapter.book.title)} · {counted_all({'question': len(chapter.questions)})}"
    )
    switch = custom_id("chapter-switch", token(chapter), "off" if is_on else "on", page)
    return ui.Section(ui.TextDisplay(text), accessory=_switch(is_on, switch))


def _switch(is_on: bool, where: str) -> ui.Button[ui.LayoutView]:
    style = discord.ButtonStyle.secondary if is_on else discord.ButtonStyle.primary
    return button("Switch off" if is_on else "Switch on", where, style=style)


def _version_line(version: PackVersion, pack: Pack) -> str:
    mark = " · **shown**" if version.version == pack.version else ""
    return (
        f"- Version {version.version} of {_date(version.uploaded_at)} · {_line(version.file_name)} · "
        f"{_size(version.size)}{mark}"
    )


def _mark(is_on: bool) -> str:
    return "🟢" if is_on else "⚪"


def _date(moment: datetime) -> str:
    return format_dt(moment, "d")


def _size(size: int) -> str:
    return f"{-(-size // 1024):,} kB"


def _title(text: str) -> str:
    return _line(cut(text, _TITLE_LIMIT, "…"))


def _line(text: str) -> str:
    return plain(" ".join(text.split())[:400])
