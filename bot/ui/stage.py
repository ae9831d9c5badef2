"""The stage keeps a channel's messages in step with its round.

One task a round looks at where the round stands, shows it, and waits for what is due; it holds no rule. Whatever ends
it (a lost permission, a deleted channel, a fault) ends the round with its scores, so that the channel is free again.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta

import aiohttp
import discord
from discord.ui import LayoutView

from bot.quiz.round import DEADLINE_GRACE, Phase, Round, longest_wait
from bot.service.rounds import Ongoing, Rounds
from bot.store.engine import StoreUnavailable
from bot.ui.render.questions import question_card
from bot.ui.render.reveals import reveal_card
from bot.ui.render.rounds import final_card
from bot.ui.render.written_dates import write_month_first

log = logging.getLogger(__name__)

RETRY_SECONDS = 5
SLOW_SEND = timedelta(seconds=2)
"""A card that took longer to appear shows a countdown that is too early, and is drawn again."""

_UNKNOWN_MESSAGE = 10008


class Stage:
    """The tasks that play the rounds of this process."""

    def __init__(
        self,
        rounds: Rounds,
        channel: Callable[[Ongoing], discord.PartialMessageable],
        clock: Callable[[], datetime],
    ) -> None:
        self._rounds = rounds
        self._channel = channel
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closed = False

    def play(self, ongoing: Ongoing) -> None:
        """Show the round from where it stands to its end; once closed, leave it to the next process."""
        if self._is_closed:
            return
        performance = Performance(ongoing, self._rounds, self._channel(ongoing), self._clock)
        task = asyncio.create_task(performance.play(), name=f"clio-round-{ongoing.round.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Leave every round where it stands, to be resumed by the next process."""
        self._is_closed = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Performance:
    """One round on its channel. It remembers what its message shows, so that a draw that failed is made up for."""

    def __init__(
        self,
        ongoing: Ongoing,
        rounds: Rounds,
        channel: discord.PartialMessageable,
        clock: Callable[[], datetime],
    ) -> None:
        self._ongoing = ongoing
        self._rounds = rounds
        self._channel = channel
        self._clock = clock
        self._shown: _Shown | None = None
        self._awaited: tuple[datetime, float] | None = None
        """The deadline that is waited for, and when it is over at the latest, by a clock that nobody sets."""

        self._has_final_card = False
        self._is_told = False

    @property
    def _round(self) -> Round:
        return self._ongoing.round

    async def play(self) -> None:
        """Show the round until it is over. Nothing that goes wrong leaves it running."""
        write_month_first(self._round.rules.month_first)
        try:
            while not self._is_told:
                await _patiently(self._step())
        except (discord.Forbidden, discord.NotFound) as error:
            log.warning("round %s cannot be shown: %s", self._round.id, error, extra=log_fields(self._round))
        except Exception:  # the task's owner: nobody else would hear of it
            log.exception("round %s failed", self._round.id, extra=log_fields(self._round))
        finally:
            while not self._is_told and not _is_cancelled():
                await _patiently(self._give_up())

    async def _give_up(self) -> None:
        await self._settle()
        await self._rounds.abandon(self._ongoing, self._clock())
        await self._leave()

    async def _leave(self) -> None:
        await self._rounds.told(self._ongoing)
        self._is_told = True

    async def _settle(self) -> None:
        """Wait until a move of the host is kept or taken back: only what is kept is shown."""
        while not self._ongoing.is_settled:
            self._ongoing.changed.clear()
            await self._ongoing.changed.wait()

    async def _step(self) -> None:
        await self._settle()
        round_ = self._round
        if round_.phase is Phase.ASKING and round_.message is None:
            await self._show_question()
        elif round_.message is not None and self._shown != _shown_by(round_):
            await self._redraw()
        elif self._has_final_card:
            await self._leave()
        elif round_.is_over:
            await self._channel.send(view=final_card(round_, self._ongoing.names), nonce=f"{round_.id}-end")
            self._has_final_card = True
        elif round_.paused is not None:
            await self._wait_for_host()
        elif not await self._is_due(DEADLINE_GRACE if round_.phase is Phase.ASKING else timedelta()):
            return
        elif self._round.phase is Phase.ASKING:
            await self._rounds.reveal(self._ongoing, self._clock())
        else:
            await self._rounds.advance(self._ongoing, self._clock())

    async def _show_question(self) -> None:
        asked_at = self._clock()
        round_ = self._round
        closes = asked_at + round_.rules.time_to_answer
        nonce = f"{round_.id}-{round_.position}"
        message = await self._channel.send(view=question_card(round_, closes), nonce=nonce)
        shown_at = self._clock()
        await self._settle()
        if self._round.is_over:  # stopped while the card was on its way
            await message.delete()
            return
        await self._rounds.open_question(self._ongoing, message.id, shown_at)
        if shown_at - asked_at <= SLOW_SEND:
            self._shown = _shown_by(round_)

    async def _is_due(self, grace: timedelta) -> bool:
        """Whether the deadline is over. When it is not, wait for it, or until the round is changed from elsewhere.

        After that wait nothing is known: the round may have been paused at the last moment.
        """
        self._ongoing.changed.clear()
        deadline = self._round.deadline
        left = None if deadline is None else self._left_until(deadline + grace)
        if left is not None and left <= 0:
            return True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ongoing.changed.wait(), left)
        return False

    def _left_until(self, moment: datetime) -> float:
        """In seconds; never more than there was when that moment was first waited for, whatever the clock says now."""
        elapsed = asyncio.get_running_loop().time()
        left = min(moment - self._clock(), longest_wait(self._round) + DEADLINE_GRACE).total_seconds()
        if self._awaited is None or self._awaited[0] != moment:
            self._awaited = moment, elapsed + left
        return min(left, self._awaited[1] - elapsed)

    async def _wait_for_host(self) -> None:
        """Wait for a change of the paused round; one whose host is gone for too long ends with its scores."""
        self._ongoing.changed.clear()
        try:
            await asyncio.wait_for(self._ongoing.changed.wait(), self._round.rules.patience)
        except TimeoutError:
            await self._rounds.abandon(self._ongoing, self._clock())

    async def _redraw(self) -> None:
        """Draw the question's message as the round stands now; send it again when somebody has deleted it."""
        round_ = self._round
        view = self._card(round_)
        try:
            await self._channel.get_partial_message(round_.message or 0).edit(view=view)
        except discord.NotFound as error:
            if error.code != _UNKNOWN_MESSAGE:
                raise
            sent = await self._channel.send(view=view)
            await self._rounds.move_card(self._ongoing, sent.id)
        self._shown = _shown_by(round_)

    def _card(self, round_: Round) -> LayoutView:
        if round_.phase is Phase.ASKING:
            return question_card(round_, round_.deadline or self._clock())
        return reveal_card(round_)


_Shown = tuple[int, bool, bool]


def _shown_by(round_: Round) -> _Shown:
    """What the message of a question shows of the round: which question, whether it is open, whether all is paused."""
    return round_.position, round_.phase is Phase.ASKING, round_.paused is not None


async def _patiently(step: Coroutine[None, None, None]) -> None:
    """Take a step; when the database or Discord fails for now, wait a little, so that it can be taken again."""
    try:
        await step
    except (StoreUnavailable, discord.DiscordServerError, aiohttp.ClientError, TimeoutError) as error:
        log.warning("a step of a round is taken again in %s seconds: %r", RETRY_SECONDS, error)
        await asyncio.sleep(RETRY_SECONDS)


def log_fields(round_: Round) -> dict[str, int]:
    """Which round a line of the log is about, for logs that are searched by field."""
    return {"round": round_.id, "guild": round_.guild}


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
