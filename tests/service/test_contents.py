"""The shared library and its versions, and what each server sees of it, with the real store below."""

import asyncio
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.content.library import Library
from bot.content.problems import ContentError
from bot.content.search import Index
from bot.service.changes import Changes
from bot.service.contents import Contents, NoSuchVersion, NotFromHere
from bot.service.packs import Packs, Upload
from bot.service.server_shelves import SHELVES_KEPT, ServerShelves
from bot.service.shelves import ChapterGone, NoSuchChapter, token
from bot.store.packs import NewPack
from bot.store.store import Store

LIBRARY = Path(__file__).parents[1] / "ui" / "library"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HERE, THERE, MARA = 11, 12, 7
KEY = "treaties/leaving-the-war"
PACK = """\
schema: 1
chapter: {id: the-march, title: The march, abstract: About it.}
people:
  mao: {name: Mao Zedong, role: Leader.}
facts:
  f-one: {text: It began in the south., about: [mao], cite: {source: chapter}}
"""


class Desk:
    """A library in a folder, and everything that opens it."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder

    async def open(self, *home: int) -> Contents:
        return await Contents.open(self.folder, self.store.library_versions, self.store.packs, NOW, home)

    def write(self, title: str) -> None:
        chapter = self.folder / "treaties" / "leaving-the-war.yaml"
        lines = chapter.read_text(encoding="utf-8").splitlines(keepends=True)
        written = [f"  title: {title}\n" if line.startswith("  title:") else line for line in lines]
        chapter.write_text("".join(written), encoding="utf-8")

    def packs(self, contents: Contents) -> Packs:
        return Packs(self.store.packs, contents, Changes(self.store.changes))


@pytest.fixture
async def desk(store: Store, tmp_path: Path) -> Desk:
    return Desk(store, Path(shutil.copytree(LIBRARY, tmp_path / "library")))


def title(contents: Contents) -> str:
    return contents.library.chapters[KEY].head.title


def upload(guild: int = HERE, text: str = PACK) -> Upload:
    return Upload(guild, MARA, "march.yaml", text.encode())


async def test_each_good_version_is_kept_once_and_starts_keep_none_that_is_there(desk: Desk) -> None:
    contents = await desk.open()
    desk.write("Second")
    await contents.reload(MARA, NOW + timedelta(hours=1))
    await contents.reload(MARA, NOW + timedelta(hours=2))
    await desk.open()
    versions = await contents.versions()
    assert [(each.by, each.is_current) for each in versions] == [(MARA, True), (None, False)]
    assert versions[0].loaded_at == NOW + timedelta(hours=1)


async def test_a_reload_with_problems_leaves_everything_and_is_remembered(desk: Desk) -> None:
    contents = await desk.open()
    before = contents.shared
    desk.write("[")
    with pytest.raises(ContentError):
        await contents.reload(MARA, NOW)
    assert contents.shared is before
    standing = await contents.standing()
    assert standing.faults.problems
    assert len(standing.versions) == 1


async def test_going_back_to_what_the_folder_holds_needs_no_reload_to_be_free_again(desk: Desk) -> None:
    contents = await desk.open()
    first = contents.library.version
    desk.write("Second")
    await contents.reload(MARA, NOW)
    await contents.roll_back(first, MARA, NOW)
    assert title(await desk.open()) == "Leaving the war"
    desk.write("Leaving the war")
    await contents.reload(MARA, NOW)
    desk.write("Third")
    assert title(await desk.open()) == "Third"


async def test_only_versions_that_are_kept_can_be_gone_back_to(desk: Desk) -> None:
    contents = await desk.open()
    with pytest.raises(NoSuchVersion):
        await contents.roll_back("ffffffffffff", MARA, NOW)


async def test_a_start_with_a_broken_folder_takes_the_newest_version_that_is_sound(desk: Desk) -> None:
    contents = await desk.open()
    desk.write("Second")
    await contents.reload(MARA, NOW)
    desk.write("[")
    restarted = await desk.open()
    assert title(restarted) == "Second"
    assert (await restarted.standing()).faults.problems
    desk.write("Third")
    assert title(await desk.open()) == "Third"


async def test_a_folder_that_is_gone_is_no_reason_not_to_start(desk: Desk) -> None:
    await desk.open()
    shutil.rmtree(desk.folder)
    assert title(await desk.open()) == "Leaving the war"


async def test_another_process_follows_a_reload_and_a_step_back(desk: Desk) -> None:
    one, other = await desk.open(), await desk.open()
    first = one.library.version
    assert not await other.follow()
    desk.write("Second")
    await one.reload(MARA, NOW)
    assert await other.follow()
    assert title(other) == "Second"
    await one.roll_back(first, MARA, NOW)
    assert await other.follow()
    assert title(other) == "Leaving the war"
    assert not await other.follow()


async def test_home_servers_alone_change_the_shared_library_where_some_are_named(desk: Desk) -> None:
    everybody, some = await desk.open(), await desk.open(HERE)
    everybody.check_home(THERE)
    some.check_home(HERE)
    with pytest.raises(NotFromHere):
        some.check_home(THERE)


async def test_a_server_with_nothing_of_its_own_has_the_shared_shelf_itself(desk: Desk) -> None:
    contents = await desk.open()
    await desk.packs(contents).upload(upload(), NOW)
    assert await contents.of(THERE) is contents.shared
    assert await contents.of(None) is contents.shared
    assert await contents.of(HERE) is not contents.shared


async def test_the_start_waits_for_no_index_and_whoever_looks_something_up_does(desk: Desk) -> None:
    contents = await desk.open()
    assert KEY in (await contents.library_of(THERE)).chapters
    assert not contents.shared.is_indexed
    shelves = await asyncio.gather(*(contents.of(THERE) for _ in range(5)))
    assert all(shelf is contents.shared and shelf.is_indexed for shelf in shelves)
    before = contents.shared.index
    await contents.of(None)
    assert contents.shared.index is before


async def test_all_servers_share_one_index_also_where_several_ask_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = await desk.open()
    for guild in (HERE, THERE):
        await desk.packs(contents).upload(upload(guild), NOW)
    again, from_nothing, make = await desk.open(), list[Library](), Index.of

    def slowly(library: Library, previous: Index | None = None) -> Index:
        if previous is None:
            from_nothing.append(library)
            time.sleep(0.1)
        return make(library, previous)

    monkeypatch.setattr(Index, "of", slowly)
    here, there, _ = await asyncio.gather(again.library_of(HERE), again.library_of(THERE), again.indexed())
    assert KEY in here.chapters
    assert KEY in there.chapters
    assert from_nothing == [again.library]


async def test_what_is_reloaded_can_be_looked_up_at_once(desk: Desk) -> None:
    contents = await desk.open()
    desk.write("Second")
    await contents.reload(MARA, NOW)
    assert contents.shared.is_indexed
    assert contents.shared.chapter("Second").key == KEY


async def test_a_pack_is_looked_up_on_its_server_s_shelf_alone(desk: Desk) -> None:
    contents = await desk.open()
    pack = (await desk.packs(contents).upload(upload(), NOW)).pack
    here, there = await contents.of(HERE), await contents.of(THERE)
    chapter = here.chapter("The march")
    assert chapter.key == f"pack-{pack.id}/the-march"
    assert here.chapter_by_token(token(chapter)) is chapter
    assert [entry.label for entry in here.index.suggest("person", "mao")] == ["Mao Zedong"]
    assert here.index.find("began south", 0, 5).total == 1
    assert here.library.version != there.library.version
    assert there.index.find("began south", 0, 5).total == 0
    with pytest.raises(NoSuchChapter):
        there.chapter("The march")
    with pytest.raises(ChapterGone):
        there.chapter_by_token(token(chapter))


async def test_a_shelf_is_kept_until_the_library_or_the_server_s_packs_change(desk: Desk) -> None:
    contents = await desk.open()
    packs = desk.packs(contents)
    await packs.upload(upload(), NOW)
    shelf = await contents.of(HERE)
    assert await contents.of(HERE) is shelf
    desk.write("Second")
    await contents.reload(MARA, NOW)
    after_reload = await contents.of(HERE)
    assert after_reload.chapter(KEY).head.title == "Second"
    assert after_reload.chapter("The march").facts == shelf.chapter("The march").facts
    await packs.upload(upload(text=PACK.replace("south", "north")), NOW)
    assert "north" in (await contents.of(HERE)).chapter("The march").facts["f-one"].text


async def test_what_a_server_hides_is_hidden_there_until_it_shows_it_again(desk: Desk) -> None:
    contents = await desk.open()
    packs = desk.packs(contents)
    hidden = token(contents.library.chapters[KEY])
    await packs.switch_chapter(HERE, hidden, MARA, NOW, on=False)
    assert not (await contents.of(HERE)).library.chapters
    assert not (await contents.of(HERE)).library.books
    assert KEY in (await contents.of(THERE)).library.chapters
    await packs.switch_chapter(HERE, hidden, MARA, NOW, on=True)
    assert (await contents.of(HERE)).library == contents.library


async def test_shelves_are_there_again_after_a_restart(desk: Desk) -> None:
    contents = await desk.open()
    await desk.packs(contents).upload(upload(), NOW)
    assert (await (await desk.open()).of(HERE)).known_chapter("The march")


async def test_many_servers_with_packs_are_each_served_their_own(desk: Desk) -> None:
    contents = await desk.open()
    packs = desk.packs(contents)
    guilds = range(100, 100 + SHELVES_KEPT + 8)
    for guild in guilds:
        await packs.upload(upload(guild, PACK.replace("The march", f"March {guild}")), NOW)
    for _ in range(2):
        shelves = await asyncio.gather(*(contents.of(guild) for guild in guilds))
        for guild, shelf in zip(guilds, shelves, strict=True):
            assert shelf.chapter("the-march").head.title == f"March {guild}"


async def test_of_shelves_that_are_too_large_together_only_the_last_ones_are_kept(desk: Desk) -> None:
    contents = await desk.open()
    for guild in (HERE, THERE):
        await desk.packs(contents).upload(upload(guild), NOW)
    shelves = ServerShelves(desk.store.packs, {HERE, THERE}, things_kept=0)
    here, there = await shelves.of(HERE, contents.shared), await shelves.of(THERE, contents.shared)
    assert await shelves.of(THERE, contents.shared) is there
    again = await shelves.of(HERE, contents.shared)
    assert again is not here
    assert again.library == here.library


async def test_a_pack_in_which_this_clio_finds_fault_costs_only_itself(desk: Desk) -> None:
    contents = await desk.open()
    done = await desk.packs(contents).upload(upload(), NOW)
    taken_by_an_older_clio = PACK.replace("text:", "txet:").encode()
    await desk.store.packs.keep(NewPack(HERE, "the-march", "T", "march.yaml", taken_by_an_older_clio, MARA), NOW)
    restarted = await desk.open()
    assert list((await restarted.of(HERE)).library.chapters) == [KEY]
    own = await desk.packs(restarted).own(HERE)
    assert ([pack.id for pack in own.packs], own.shown) == ([done.pack.id], frozenset())


async def test_an_upload_while_the_shelf_is_made_is_on_the_next_one(desk: Desk) -> None:
    contents = await desk.open()
    packs = desk.packs(contents)
    await packs.upload(upload(), NOW)
    texts = [PACK.replace("south", f"place {number}") for number in range(5)]
    await asyncio.gather(
        *(packs.upload(upload(text=text), NOW) for text in texts), *(contents.of(HERE) for _ in range(20))
    )
    assert (await contents.of(HERE)).chapter("The march").facts["f-one"].text == "It began in the place 4."
