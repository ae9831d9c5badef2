"""The stage keeps a channel's messages in step with its round.

One task a round looks at where the round stands, shows it, and waits for what is due; it holds no rule. Whatever ends
it (a lost permission, a deleted channel, a fault) ends the round with its scores, so that the channel is free again.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta

import discord
from discord.ui import LayoutView

from bot.quiz.round import DEADLINE_GRACE, Phase, Round
from bot.service.rounds import Ongoing, Rounds
from bot.store.engine import StoreUnavailable
from bot.ui.render.questions import question_card
from bot.ui.render.reveals import reveal_card
from bot.ui.render.rounds import final_card

log = logging.getLogger(__name__)

STORE_RETRY_SECONDS = 5
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

    def play(self, ongoing: Ongoing, *, resumed: bool = False) -> None:
        """Show the round from where it stands to its end. A resumed one has its message drawn anew first."""
        performance = Performance(ongoing, self._rounds, self._channel(ongoing), self._clock)
        task = asyncio.create_task(performance.play(resumed=resumed), name=f"clio-round-{ongoing.round.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Leave every round where it stands, to be resumed by the next process."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Performance:
    """One round on its channel. It remembers of what it has drawn only whether that shows a pause."""

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
        self._shows_pause = False

    @property
    def _round(self) -> Round:
        return self._ongoing.round

    async def play(self, *, resumed: bool) -> None:
        """Show the round until it is over. Nothing that goes wrong leaves it running."""
        try:
            if resumed:
                await self._redraw()
            while not self._round.is_over:
                await _patiently(self._step())
            await self._finale()
        except (discord.Forbidden, discord.NotFound) as error:
            log.warning("round %s cannot be shown any more: %s", self._round.id, error)
        except Exception:  # the task's owner: nobody else would hear of it
            log.exception("round %s failed", self._round.id)
        finally:
            while not self._round.is_over and not _is_cancelled():
                await _patiently(self._rounds.abandon(self._ongoing, self._clock()))

    async def _step(self) -> None:
        match self._round.phase:
            case Phase.ASKING if self._round.message is None:
                await self._show_question()
            case Phase.ASKING:
                if await self._is_due(DEADLINE_GRACE):
                    await self._rounds.reveal(self._ongoing, self._clock())
                    await self._redraw()
            case _:
                if await self._is_due():
                    await self._rounds.advance(self._ongoing, self._clock())

    async def _show_question(self) -> None:
        asked_at = self._clock()
        closes = asked_at + self._round.rules.time_to_answer
        self._shows_pause = self._round.paused is not None
        nonce = f"{self._round.id}-{self._round.position}"
        message = await self._channel.send(view=question_card(self._round, closes), nonce=nonce)
        if self._round.is_over:  # stopped while the card was on its way
            await message.delete()
            return
        shown_at = self._clock()
        await self._rounds.open_question(self._ongoing, message.id, shown_at)
        if shown_at - asked_at > SLOW_SEND:
            await self._redraw()

    async def _is_due(self, grace: timedelta = timedelta()) -> bool:
        """Wait until the deadline, or until the round is changed from elsewhere; whether the deadline is over."""
        self._ongoing.changed.clear()
        round_ = self._round
        if round_.is_over:
            return False
        if (round_.paused is not None) is not self._shows_pause:
            await self._redraw()
            return False
        left = None if round_.deadline is None else (round_.deadline + grace - self._clock()).total_seconds()
        if left is not None and left <= 0:
            return True
        try:
            await asyncio.wait_for(self._ongoing.changed.wait(), left)
        except TimeoutError:
            return not self._round.is_over
        return False

    async def _redraw(self) -> None:
        """Draw the question's message as the round stands now."""
        round_ = self._round
        self._shows_pause = round_.paused is not None
        if round_.message is None:
            return
        if round_.phase is Phase.ASKING:
            await self._draw(question_card(round_, round_.deadline or self._clock()))
        elif round_.phase is not Phase.LOBBY:
            await self._draw(reveal_card(round_))

    async def _finale(self) -> None:
        """The table; and when the round was ended in mid-question, that question's reveal first."""
        if self._round.phase is Phase.STOPPED:
            await self._redraw()
        await self._channel.send(view=final_card(self._round, self._ongoing.names))

    async def _draw(self, view: LayoutView) -> None:
        """Draw the question's message anew, or send it again when somebody has deleted it."""
        if self._round.message is not None:
            try:
                await self._channel.get_partial_message(self._round.message).edit(view=view)
            except discord.NotFound as error:
                if error.code != _UNKNOWN_MESSAGE:
                    raise
            else:
                return
        await self._channel.send(view=view)


async def _patiently(step: Coroutine[None, None, None]) -> None:
    """Take a step; when the database is busy, wait a little, so that it can be taken again."""
    try:
        await step
    except StoreUnavailable:
        await asyncio.sleep(STORE_RETRY_SECONDS)


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
