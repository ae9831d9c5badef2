"""A round without one of its members, who has had everything deleted.

Law: nothing that belongs to anybody else changes.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.quiz.round import Given, Round

NOBODY = 0
"""Stands where a member stood who was deleted. Discord gives this id to nobody."""


def forget(round_: Round, member: int) -> Round:
    """The round without the member's answers, team and hint. A round that the member hosted has no host any more."""
    return replace(
        round_,
        host=NOBODY if round_.host == member else round_.host,
        answers=tuple(_without(by_member, member) for by_member in round_.answers),
        teams={who: team for who, team in round_.teams.items() if who != member},
        hinted=round_.hinted - {member},
    )


def put_back(round_: Round, member: int, before: Round) -> Round:
    """Undo `forget`, when it could not be kept: what the member had before, but for what came since."""
    return replace(
        round_,
        host=before.host,
        answers=tuple(
            _with(by_member, member, before.answers[position] if position < len(before.answers) else {})
            for position, by_member in enumerate(round_.answers)
        ),
        teams={member: before.teams[member], **round_.teams} if member in before.teams else round_.teams,
        hinted=round_.hinted | (before.hinted & {member} if before.position == round_.position else frozenset()),
    )


def _without(by_member: Mapping[int, Given], member: int) -> Mapping[int, Given]:
    return {who: given for who, given in by_member.items() if who != member}


def _with(by_member: Mapping[int, Given], member: int, then: Mapping[int, Given]) -> Mapping[int, Given]:
    return {member: then[member], **by_member} if member in then else by_member
