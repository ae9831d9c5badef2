"""Reports in the store: one of a kind a member, one decision, and what counting an answer changes."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.quiz import round as rules
from bot.quiz.question import Grade, Typed
from bot.quiz.round import Given, Round
from bot.store.boards import Span
from bot.store.reports import AlreadyDecided, NoReport, Report, ReportKind, ReportStatus
from bot.store.store import Store
from tests.quiz.questions import named
from tests.store.rounds import ANA, BEN, GUILD, NOW, given, new_round

MARA, OTHER_GUILD, CHLOE = 55, 12, 66
NAME = 1
"""The position of the question that is typed."""


def missed(text: str) -> Given:
    return Given(Typed(text=text), Grade(credit=0), 0, NOW)


async def played(store: Store, answers: Mapping[int, str], *, is_over: bool = True, guild: int = GUILD) -> Round:
    """A round in which those members typed that, in vain, and Ana had the first question right."""
    round_ = rules.open_question(rules.ask(await store.rounds.create(new_round(guild=guild), "Ana", NOW)), 7, NOW)
    round_ = rules.answer(round_, 0, ANA, given())
    await store.rounds.record_answer(round_, 0, ANA, "Ana", given())
    round_ = rules.open_question(rules.ask(rules.reveal(round_, NOW)), 8, NOW)
    for member, text in answers.items():
        round_ = rules.answer(round_, NAME, member, missed(text))
        await store.rounds.record_answer(round_, NAME, member, f"Member {member}", missed(text))
    revealed = rules.reveal(round_, NOW)
    await store.rounds.save_progress(revealed)
    if is_over:
        await store.rounds.finish(rules.ask(revealed), NOW)
    return await store.rounds.load(revealed.id)


def report(
    round_: Round, member: int = ANA, text: str = "Bronstein", kind: ReportKind = ReportKind.ANSWER, minutes: int = 0
) -> Report:
    at = NOW + timedelta(minutes=minutes)
    return Report(0, round_.guild, round_.id, NAME, named().key, member, kind, text, False, ReportStatus.OPEN, at)


async def filed(store: Store, new: Report) -> Report:
    kept, is_new = await store.reports.file(new, f"Member {new.member}")
    assert is_new
    return kept


async def points(store: Store) -> dict[int, int]:
    return {line.member: line.standing.points for line in await store.boards.best(GUILD, Span())}


async def test_a_second_report_of_a_member_replaces_the_text_and_opens_it_again(store: Store) -> None:
    round_ = await played(store, {})
    first = await filed(store, report(round_, text="A typo", kind=ReportKind.QUESTION))
    await store.reports.close(GUILD, first.id, ReportStatus.REFUSED, MARA, NOW)
    again, is_new = await store.reports.file(
        report(round_, text="Another typo", kind=ReportKind.QUESTION, minutes=1), "Ana"
    )
    assert not is_new
    assert (again.id, again.text, again.status, again.decided_by) == (first.id, "Another typo", ReportStatus.OPEN, None)
    assert await store.reports.count_open(GUILD) == 1


async def test_an_answer_is_filed_once_and_stays_decided(store: Store) -> None:
    round_ = await played(store, {ANA: "Bronstein"})
    first = await filed(store, report(round_))
    assert await store.reports.file(report(round_, minutes=1), "Ana") == (first, False)
    closed = await store.reports.close(GUILD, first.id, ReportStatus.REFUSED, MARA, NOW)
    assert await store.reports.file(report(round_, minutes=2), "Ana") == (closed.report, False)


async def test_a_member_who_reports_twice_at_once_has_one_report(store: Store) -> None:
    round_ = await played(store, {ANA: "Bronstein"})
    both = await asyncio.gather(*(store.reports.file(report(round_), "Ana") for _ in range(2)))
    assert sorted(is_new for _, is_new in both) == [False, True]
    assert await store.reports.count_open(GUILD) == 1


async def test_the_queue_is_that_of_the_server_with_the_newest_first(store: Store) -> None:
    round_ = await played(store, {ANA: "Bronstein", BEN: "Bronshtein", CHLOE: "Lenin"})
    old = await filed(store, report(round_))
    new = await filed(store, report(round_, BEN, "Nothing is wrong", ReportKind.QUESTION, minutes=1))
    cases = [await store.reports.open_case(GUILD, place) for place in range(3)]
    assert [case and (case.report, case.name, case.alike) for case in cases] == [
        (new, f"Member {BEN}", 0),
        (old, f"Member {ANA}", 1),
        None,
    ]
    assert await store.reports.open_case(OTHER_GUILD, 0) is None
    with pytest.raises(NoReport):
        await store.reports.case(OTHER_GUILD, old.id)


async def test_a_decision_is_kept_with_who_and_when(store: Store) -> None:
    round_ = await played(store, {ANA: "Bronstein"})
    kept = await filed(store, report(round_))
    await store.reports.close(GUILD, kept.id, ReportStatus.REFUSED, MARA, NOW)
    closed = (await store.reports.case(GUILD, kept.id)).report
    assert (closed.status, closed.decided_by, closed.decided_at) == (ReportStatus.REFUSED, MARA, NOW)
    assert await store.reports.count_open(GUILD) == 0


async def test_of_two_decisions_at_once_one_is_kept_and_the_other_is_told(store: Store) -> None:
    kept = await filed(store, report(await played(store, {ANA: "Bronstein", BEN: "Lenin"})))
    results = await asyncio.gather(
        store.reports.count_answer(GUILD, kept.id, MARA, NOW),
        store.reports.close(GUILD, kept.id, ReportStatus.REFUSED, BEN, NOW),
        store.reports.count_answer(GUILD, kept.id, BEN, NOW),
        return_exceptions=True,
    )
    assert [type(result).__name__ for result in results] == ["Decided", "AlreadyDecided", "AlreadyDecided"]
    assert (await store.reports.case(GUILD, kept.id)).report.decided_by == MARA


async def test_refusing_changes_neither_the_answers_nor_the_board(store: Store) -> None:
    round_ = await played(store, {ANA: "Bronstein", BEN: "Lenin"})
    kept = await filed(store, report(round_))
    before = await points(store)
    await store.reports.close(GUILD, kept.id, ReportStatus.REFUSED, MARA, NOW)
    assert await store.rounds.load(round_.id) == round_
    assert await points(store) == before
    assert await store.rounds.accepted_answers(GUILD, [named().key]) == {}


async def test_an_answer_that_counts_rescores_its_round_and_the_board(store: Store) -> None:
    round_ = await played(store, {ANA: "Bronstein", BEN: "bronshtein", CHLOE: "Lenin"})
    kept = await filed(store, report(round_))
    assert await points(store) == {ANA: 10}
    decided = await store.reports.count_answer(GUILD, kept.id, MARA, NOW)
    assert decided.gained == {ANA, BEN}
    assert await points(store) == {ANA: 20, BEN: 10}
    after = await store.rounds.load(round_.id)
    assert after.answers[NAME][BEN].points == 10
    assert after.answers[NAME][CHLOE] == round_.answers[NAME][CHLOE]
    assert after.posed[NAME].question == replace(named(), accepted_here=("Bronstein",))


async def test_it_counts_in_that_server_from_then_on(store: Store) -> None:
    kept = await filed(store, report(await played(store, {ANA: "Bronstein"})))
    await store.reports.count_answer(GUILD, kept.id, MARA, NOW)
    assert await store.rounds.accepted_answers(GUILD, [named().key, "x"]) == {named().key: ("Bronstein",)}
    assert await store.rounds.accepted_answers(OTHER_GUILD, [named().key]) == {}


async def test_a_running_round_is_graded_again_without_results(store: Store) -> None:
    round_ = await played(store, {ANA: "Bronstein"}, is_over=False)
    kept = await filed(store, report(round_))
    await store.reports.count_answer(GUILD, kept.id, MARA, NOW)
    after = await store.rounds.load(round_.id)
    assert after.answers[NAME][ANA].points == 10
    assert replace(after, posed=round_.posed, answers=round_.answers) == round_
    assert await points(store) == {}


async def test_reports_of_the_same_answer_in_the_round_are_accepted_with_it(store: Store) -> None:
    round_ = await played(store, {ANA: "Bronstein", BEN: "bronstein", CHLOE: "Lenin"})
    first = await filed(store, report(round_))
    second = await filed(store, report(round_, BEN, "bronstein"))
    other = await filed(store, report(round_, CHLOE, "Lenin"))
    plain = await filed(store, report(round_, BEN, "A typo", ReportKind.QUESTION))
    decided = await store.reports.count_answer(GUILD, first.id, MARA, NOW)
    status = [(await store.reports.case(GUILD, each.id)).report.status for each in (second, other, plain)]
    assert status == [ReportStatus.ACCEPTED, ReportStatus.OPEN, ReportStatus.OPEN]
    assert [each.id for each in decided.also] == [second.id]


async def test_nothing_is_decided_from_another_server(store: Store) -> None:
    kept = await filed(store, report(await played(store, {ANA: "Bronstein"})))
    with pytest.raises(NoReport):
        await store.reports.count_answer(OTHER_GUILD, kept.id, MARA, NOW)
    with pytest.raises(NoReport):
        await store.reports.close(OTHER_GUILD, kept.id, ReportStatus.ACCEPTED, MARA, NOW)
    assert (await store.reports.case(GUILD, kept.id)).report == kept


async def test_only_its_member_takes_a_report_back_and_only_while_it_is_open(store: Store) -> None:
    kept = await filed(store, report(await played(store, {ANA: "Bronstein"})))
    with pytest.raises(NoReport):
        await store.reports.withdraw(kept.id, BEN)
    with pytest.raises(NoReport):
        await store.reports.ask_to_know(kept.id, BEN, wants=True)
    assert (await store.reports.ask_to_know(kept.id, ANA, wants=True)).wants_to_know
    await store.reports.close(GUILD, kept.id, ReportStatus.REFUSED, MARA, NOW)
    with pytest.raises(AlreadyDecided, match="it was refused"):
        await store.reports.withdraw(kept.id, ANA)


async def test_a_report_that_is_taken_back_is_gone(store: Store) -> None:
    kept = await filed(store, report(await played(store, {ANA: "Bronstein"})))
    await store.reports.withdraw(kept.id, ANA)
    assert await store.reports.count_open(GUILD) == 0
    with pytest.raises(NoReport):
        await store.reports.count_answer(GUILD, kept.id, MARA, NOW)


async def test_the_card_of_a_report_that_is_gone_never_decides_another_one(store: Store) -> None:
    round_ = await played(store, {ANA: "Bronstein", BEN: "Lenin"})
    gone = await filed(store, report(round_))
    await store.reports.withdraw(gone.id, ANA)
    later = await filed(store, report(round_, BEN, "Lenin"))
    assert later.id != gone.id


async def test_a_question_counts_as_asked_in_its_own_server_and_once_the_round_came_to_it(store: Store) -> None:
    round_ = await played(store, {})
    assert await store.rounds.find_answer(GUILD, round_.id, NAME, ANA)
    assert not await store.rounds.find_answer(OTHER_GUILD, round_.id, NAME, ANA)
    assert not await store.rounds.find_answer(GUILD, round_.id, NAME + 1, ANA)
    assert not await store.rounds.find_answer(GUILD, round_.id + 1, 0, ANA)
