"""A round that is being played, and how far of it is on disk."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.frozen import frozen
from bot.quiz import forgetting
from bot.quiz.round import Given, Phase, Round
from bot.store.names import DELETED_NAME


@frozen
class Forgotten:
    """What a round knew of a member before it was forgotten."""

    round: Round
    kept: Round
    name: str | None
    kept_answers: dict[tuple[int, int], Given]


class Ongoing:
    """A round that is being played, with its members' names. `changed` wakes whoever shows it.

    `kept` is the round as the last move on disk left it, `kept_answers` the answers on disk by question and member.
    """

    def __init__(self, round_: Round, names: dict[int, str]) -> None:
        self.round = self.kept = round_
        self.names = names
        self.changed = asyncio.Event()
        self.kept_answers: dict[tuple[int, int], Given] = {
            (position, member): given
            for position, by_member in enumerate(round_.answers)
            for member, given in by_member.items()
        }

    @property
    def is_settled(self) -> bool:
        """Whether the last move is on disk. Until then it may be taken back, and must not be shown."""
        return _standing_at(self.round) == _standing_at(self.kept)

    def forget(self, member: int) -> Forgotten:
        """Take everything of a member out of the round at once; what it was, for `put_back`."""
        theirs = {key: given for key, given in self.kept_answers.items() if key[1] == member}
        before = Forgotten(self.round, self.kept, self.names.pop(member, None), theirs)
        self.round = forgetting.forget(self.round, member)
        self.kept = forgetting.forget(self.kept, member)
        for key in theirs:
            del self.kept_answers[key]
        if self.round.host == forgetting.NOBODY:
            self.names[forgetting.NOBODY] = DELETED_NAME
        self.changed.set()
        return before

    def put_back(self, member: int, before: Forgotten) -> None:
        """Undo `forget`, when it could not be kept."""
        self.round = forgetting.put_back(self.round, member, before.round)
        self.kept = forgetting.put_back(self.kept, member, before.kept)
        self.kept_answers = before.kept_answers | self.kept_answers
        if before.name is not None:
            self.names.setdefault(member, before.name)
        self.changed.set()

    @asynccontextmanager
    async def keeping(self, move: Callable[[Round], Round]) -> AsyncGenerator[Round]:
        """Make a move, and take it back when it cannot be kept, unless another one has been made upon it.

        Gives the round before the move.
        """
        before = self.round
        self.round = after = move(before)
        try:
            yield before
            self.kept = replace(after, host=self.round.host)  # whoever hosts it may be deleted in the meantime
        except Exception:
            if _standing_at(self.round) == _standing_at(after):
                self.round = _taken_back(self.kept, self.round)
            raise
        finally:
            self.changed.set()


def _standing_at(round_: Round) -> tuple[Phase, int, int | None, float | None]:
    """Where a round stands, but for the time that is left: all that moves change and answers do not."""
    return round_.phase, round_.position, round_.message, round_.paused


def _taken_back(kept: Round, after: Round) -> Round:
    """The round as it was last kept, with the answers, teams and hints that came since."""
    hinted = after.hinted if kept.position == after.position else kept.hinted
    answers = after.answers[: len(kept.answers)]
    return replace(kept, host=after.host, posed=after.posed, answers=answers, teams=after.teams, hinted=hinted)
