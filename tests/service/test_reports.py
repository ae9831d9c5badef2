"""Reports on the real store: who may file what, and what a decision changes while the round is being played."""

import asyncio
import random
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.quiz.deck import Wanted
from bot.quiz.question import Named
from bot.quiz.round import Round
from bot.quiz.rules import Mode, Rules
from bot.service.contents import Contents
from bot.service.reports import Asked, CountedAlready, Filed, NothingTyped, NothingWritten, Reports
from bot.service.rounds import NotAsked, Ongoing, Player, Rounds, Start, StillOpen
from bot.service.server_settings import ServerSettingsBook
from bot.store.boards import Span
from bot.store.engine import StoreUnavailable
from bot.store.reports import AlreadyDecided, ReportStatus
from bot.store.store import Store
from tests.databases import rows_of

LIBRARY = Path(__file__).parent.parent / "ui" / "library"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
GUILD, OTHER_GUILD, CHANNEL, MARA = 1, 2, 3, 9
ANA, BEN, CHLOE = Player(11, "Ana"), Player(12, "Ben"), Player(13, "Chloe")


@dataclass
class Club:
    """A server with its rounds and reports, on a store."""

    store: Store
    rounds: Rounds
    reports: Reports

    async def start(self, guild: int = GUILD, channel: int = CHANNEL, mode: Mode = Mode.HOSTED) -> Ongoing:
        """A round with the one question whose answer is typed, which is asked."""
        wanted = Wanted(1, frozenset({"name"}))
        start = Start(guild, channel, ANA.id, ANA.name, None, False, wanted, Rules(mode=mode))
        ongoing = await self.rounds.start(start, NOW)
        await self.rounds.advance(ongoing, NOW)
        await self.rounds.open_question(ongoing, 77, NOW)
        return ongoing

    async def revealed(self, **typed: str) -> Ongoing:
        ongoing = await self.start()
        for player in (ANA, BEN, CHLOE):
            if player.name in typed:
                await self.rounds.answer_typed(ongoing.round.id, 0, player, typed[player.name], NOW)
        await self.rounds.reveal(ongoing, NOW)
        return ongoing

    async def filed(self, ongoing: Ongoing) -> Filed:
        return await self.reports.report_answer(asked(ongoing), ANA, NOW)

    async def decide(self, filed: Filed, *, accept: bool) -> ReportStatus:
        decided = await self.reports.decide(GUILD, filed.report.id, MARA, NOW, accept=accept)
        return decided.report.status

    async def board(self) -> dict[str, int]:
        return {line.name: line.standing.points for line in await self.store.boards.best(GUILD, Span())}


@pytest.fixture
async def club(store: Store) -> Club:
    contents = await Contents.open(LIBRARY, store.library_versions, store.packs, NOW)
    rounds = Rounds(store.rounds, store.reviews, contents, ServerSettingsBook(store.server_settings), random.Random(1))
    return Club(store, rounds, Reports(store.reports, rounds))


def asked(ongoing: Ongoing, guild: int = GUILD) -> Asked:
    return Asked(guild, ongoing.round.id, 0)


def points(round_: Round) -> dict[int, int]:
    return {member: given.points for member, given in round_.answers[0].items()}


async def test_an_accepted_answer_counts_at_once_in_the_round_that_is_played(club: Club) -> None:
    ongoing = await club.revealed(Ana="Bronstein", Ben="bronstein", Chloe="Lenin")
    assert await club.decide(await club.filed(ongoing), accept=True) is ReportStatus.ACCEPTED
    assert points(ongoing.round) == {ANA.id: 10, BEN.id: 10, CHLOE.id: 0}
    assert await club.store.rounds.load(ongoing.round.id) == ongoing.round
    await club.rounds.advance(ongoing, NOW)
    assert await club.board() == {"Ana": 10, "Ben": 10}


@pytest.mark.parametrize("is_decided_first", [True, False])
async def test_a_round_that_ends_at_the_same_moment_loses_no_points(club: Club, is_decided_first: bool) -> None:
    ongoing = await club.revealed(Ana="Bronstein", Ben="Trotsky")
    filed = await club.filed(ongoing)
    moves = [club.decide(filed, accept=True), club.rounds.advance(ongoing, NOW)]
    await asyncio.gather(*(moves if is_decided_first else reversed(moves)))
    assert await club.board() == {"Ana": 10, "Ben": 10}


async def test_a_decision_that_comes_too_late_changes_nothing_in_the_round(club: Club) -> None:
    ongoing = await club.revealed(Ana="Bronstein")
    filed = await club.filed(ongoing)
    results = await asyncio.gather(
        club.decide(filed, accept=False),
        *(club.decide(filed, accept=True) for _ in range(3)),
        return_exceptions=True,
    )
    assert results[0] is ReportStatus.REFUSED
    assert all(isinstance(result, AlreadyDecided) for result in results[1:])
    assert points(ongoing.round) == {ANA.id: 0}
    assert await club.store.rounds.load(ongoing.round.id) == ongoing.round


async def test_a_decision_that_cannot_be_kept_is_taken_back_and_can_be_made_again(
    club: Club, database_url: str
) -> None:
    ongoing = await club.revealed(Ana="Bronstein")
    filed = await club.filed(ongoing)
    before = ongoing.round
    await rows_of(database_url, "ALTER TABLE accepted_answers RENAME TO elsewhere")
    with pytest.raises(StoreUnavailable):
        await club.decide(filed, accept=True)
    assert ongoing.round == before
    assert (await club.reports.case(GUILD, filed.report.id)).report.status is ReportStatus.OPEN
    await rows_of(database_url, "ALTER TABLE elsewhere RENAME TO accepted_answers")
    await club.decide(filed, accept=True)
    assert points(ongoing.round) == {ANA.id: 10}


async def test_an_accepted_answer_counts_in_later_rounds_of_that_server_alone(club: Club) -> None:
    ongoing = await club.revealed(Ana="Bronstein")
    await club.decide(await club.filed(ongoing), accept=True)
    await club.rounds.advance(ongoing, NOW)
    for guild, counted in ((GUILD, ("Bronstein",)), (OTHER_GUILD, ())):
        question = (await club.start(guild, CHANNEL + guild)).round.current.question
        assert isinstance(question, Named)
        assert question.accepted_here == counted


async def test_what_was_counted_stays_counted_after_a_restart(club: Club) -> None:
    ongoing = await club.revealed(Ana="Bronstein", Ben="Lenin")
    await club.decide(await club.filed(ongoing), accept=True)
    (stored,) = await club.store.rounds.running()
    assert stored == ongoing.round


async def test_an_open_question_cannot_be_reported(club: Club) -> None:
    ongoing = await club.start()
    await club.rounds.answer_typed(ongoing.round.id, 0, ANA, "Bronstein", NOW)
    with pytest.raises(StillOpen):
        await club.filed(ongoing)
    with pytest.raises(StillOpen):
        await club.reports.report_question(asked(ongoing), ANA, "It is wrong", NOW)


async def test_a_question_is_reported_in_its_own_server(club: Club) -> None:
    ongoing = await club.revealed(Ana="Bronstein")
    with pytest.raises(NotAsked):
        await club.reports.report_answer(asked(ongoing, OTHER_GUILD), ANA, NOW)
    with pytest.raises(NotAsked):
        await club.reports.report_question(asked(ongoing, OTHER_GUILD), ANA, "It is wrong", NOW)


async def test_only_a_typed_answer_without_full_credit_can_be_filed(club: Club) -> None:
    ongoing = await club.revealed(Ana="Trotsky")
    with pytest.raises(CountedAlready):
        await club.reports.report_answer(asked(ongoing), ANA, NOW)
    with pytest.raises(NothingTyped):
        await club.reports.report_answer(asked(ongoing), BEN, NOW)


async def test_a_report_has_words_and_not_too_many(club: Club) -> None:
    ongoing = await club.revealed()
    with pytest.raises(NothingWritten):
        await club.reports.report_question(asked(ongoing), ANA, " \n ", NOW)
    filed = await club.reports.report_question(asked(ongoing), ANA, "a" * 5000, NOW)
    assert len(filed.report.text) == 500


async def test_a_place_beyond_the_queue_shows_its_end(club: Club) -> None:
    ongoing = await club.revealed(Ana="Bronstein")
    assert await club.reports.waiting(GUILD, 5) is None
    filed = await club.filed(ongoing)
    waiting = await club.reports.waiting(GUILD, 5)
    assert waiting is not None
    assert (waiting.case.report, waiting.place, waiting.total) == (filed.report, 0, 1)
