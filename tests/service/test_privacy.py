"""Taking data along and deleting it, also while a round is being played and its answers are on their way."""

import asyncio
import gzip
import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.quiz.deck import Wanted
from bot.quiz.forgetting import NOBODY
from bot.quiz.rules import Rules
from bot.service.contents import Contents
from bot.service.ongoing import Ongoing
from bot.service.privacy import Export, Privacy, packed
from bot.service.rounds import Player, Rounds, Start
from bot.service.server_settings import ServerSettingsBook
from bot.store.engine import StoreUnavailable
from bot.store.names import DELETED_NAME
from bot.store.store import Store
from tests.databases import every_row, rows_of

LIBRARY = Path(__file__).parent.parent / "ui" / "library"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ANA, BEN = Player(9_110_001, "Ana"), Player(9_110_002, "Ben")


@dataclass
class Club:
    """A server in which one question is asked, on a store."""

    database_url: str
    store: Store
    rounds: Rounds
    privacy: Privacy

    async def start(self) -> Ongoing:
        start = Start(1, 3, ANA.id, ANA.name, None, False, Wanted(1, frozenset({"name"})), Rules())
        ongoing = await self.rounds.start(start, NOW)
        await self.rounds.advance(ongoing, NOW)
        await self.rounds.open_question(ongoing, 77, NOW)
        return ongoing

    async def answer(self, ongoing: Ongoing, player: Player) -> None:
        await self.rounds.answer_typed(ongoing.round.id, 0, player, "Chicherin", NOW)

    async def cells(self) -> set[object]:
        return {cell for _, row in await every_row(self.database_url) for cell in row}


@pytest.fixture
async def club(store: Store, database_url: str) -> Club:
    contents = await Contents.open(LIBRARY, store.library_versions, store.packs, NOW)
    settings = ServerSettingsBook(store.server_settings)
    rounds = Rounds(store.rounds, store.reviews, contents, settings, random.Random(1))
    return Club(database_url, store, rounds, Privacy(store.opt_outs, store.member_data, rounds))


async def turns(number: int) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


@pytest.mark.parametrize("later", [0, 1, 2, 3, 5, 8, 13, 40])
async def test_an_answer_on_its_way_does_not_bring_the_member_back(club: Club, later: int) -> None:
    ongoing = await club.start()
    await club.answer(ongoing, BEN)
    answering = asyncio.create_task(club.answer(ongoing, ANA))
    await turns(later + 1)
    await club.privacy.delete(ANA.id)
    await answering
    assert ANA.id not in ongoing.round.current_answers
    assert ANA.id not in ongoing.names
    assert not any(member == ANA.id for _, member in ongoing.kept_answers)
    await club.rounds.reveal(ongoing, NOW)
    await club.rounds.abandon(ongoing, NOW)
    assert not await club.cells() & {ANA.id, ANA.name}
    assert {BEN.id, BEN.name} <= await club.cells()


@pytest.mark.parametrize("later", [0, 1, 2, 3, 5, 8, 13, 40])
@pytest.mark.parametrize("ends", [False, True])
async def test_a_reveal_or_an_end_on_its_way_does_not_either(club: Club, later: int, ends: bool) -> None:
    ongoing = await club.start()
    await club.answer(ongoing, ANA)
    await club.answer(ongoing, BEN)
    moving = asyncio.create_task(club.rounds.abandon(ongoing, NOW) if ends else club.rounds.reveal(ongoing, NOW))
    await turns(later)
    await club.privacy.delete(ANA.id)
    await moving
    await club.rounds.abandon(ongoing, NOW)
    assert not await club.cells() & {ANA.id, ANA.name}
    assert {BEN.id, BEN.name} <= await club.cells()
    assert (ongoing.round.host, ongoing.kept.host) == (NOBODY, NOBODY) or ends


async def test_a_deletion_by_another_process_is_not_undone_by_the_one_that_leads_the_round(club: Club) -> None:
    ongoing = await club.start()
    await club.answer(ongoing, ANA)
    await club.answer(ongoing, BEN)
    await club.store.member_data.delete(ANA.id)
    await club.rounds.reveal(ongoing, NOW)
    await club.rounds.abandon(ongoing, NOW)
    assert not await club.cells() & {ANA.id, ANA.name}
    assert BEN.id in await club.cells()


async def test_a_deletion_that_the_store_refuses_changes_nothing(club: Club) -> None:
    ongoing = await club.start()
    await club.answer(ongoing, ANA)
    await club.answer(ongoing, BEN)
    before, names = ongoing.round, dict(ongoing.names)
    await rows_of(club.database_url, "ALTER TABLE changes RENAME TO elsewhere")
    with pytest.raises(StoreUnavailable):
        await club.privacy.delete(ANA.id)
    assert ongoing.round == before
    assert {**ongoing.names, NOBODY: DELETED_NAME} == {**names, NOBODY: DELETED_NAME}
    assert {member for _, member in ongoing.kept_answers} == {ANA.id, BEN.id}


async def test_an_export_is_indented_json_with_its_format(club: Club) -> None:
    await club.answer(await club.start(), ANA)
    ((name, content),) = (await club.privacy.export(ANA.id, NOW)).files
    assert name == "clio-data.json"
    found = json.loads(content)
    assert list(found)[:5] == ["format", "format_version", "exported_at", "member", "names"]
    assert found["exported_at"] == "2026-01-01T00:00:00Z"
    assert found["member"] == str(ANA.id)
    assert content.startswith(b'{\n  "format"')


@pytest.mark.parametrize(("largest", "parts"), [(400_000, 1), (200_000, 1), (40_000, 3)])
def test_what_is_too_large_is_compressed_and_split_and_never_cut(largest: int, parts: int) -> None:
    text = random.Random(1).randbytes(100_000).hex().encode()
    export = packed(text, largest)
    assert len(export.files) >= parts
    assert all(len(content) <= largest for _, content in export.files)
    joined = b"".join(content for _, content in sorted(export.files))
    assert (gzip.decompress(joined) if export.is_compressed else joined) == text
    assert export.is_compressed is (largest < len(text))
    assert isinstance(export, Export)
