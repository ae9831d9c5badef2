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

from bot.quiz.round import DEADLINE_GRACE, Phase
from bot.service.rounds import Ongoing, Rounds
from bot.store.engine import StoreUnavailable
from bot.ui.render.questions import question_card
from bot.ui.render.reveals import reveal_card
from bot.ui.render.rounds import final_card

log = logging.getLogger(__name__)

STORE_RETRY_SECONDS = 5
SLOW_SEND = timedelta(seconds=2)
"""A card that took longer to appear shows a countdown that is too early, and is drawn again."""


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
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def play(self, ongoing: Ongoing, *, resumed: bool = False) -> None:
        """Show the round from where it stands to its end. A resumed one has its message drawn anew first."""
        round_id = ongoing.round.id
        task = asyncio.create_task(self._play(ongoing, resumed=resumed), name=f"clio-round-{round_id}")
        self._tasks[round_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(round_id, None))

    async def close(self) -> None:
        """Leave every round where it stands, to be resumed by the next process."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _play(self, ongoing: Ongoing, *, resumed: bool) -> None:
        try:
            if resumed:
                await self._redraw(ongoing)
            while not ongoing.round.is_over:
                await self._patiently(self._step(ongoing))
            await self._finale(ongoing)
        except (discord.Forbidden, discord.NotFound) as error:
            log.warning("round %s cannot be shown any more: %s", ongoing.round.id, error)
        except Exception:  # the task's owner: nobody else would hear of it
            log.exception("round %s failed", ongoing.round.id)
        finally:
            if not ongoing.round.is_over and not _is_cancelled():
                await self._abandon(ongoing)

    async def _patiently(self, step: Coroutine[None, None, None]) -> None:
        """A step that finds the database busy is taken again a little later."""
        try:
            await step
        except StoreUnavailable:
            await asyncio.sleep(STORE_RETRY_SECONDS)

    async def _abandon(self, ongoing: Ongoing) -> None:
        while not ongoing.round.is_over:
            await self._patiently(self._rounds.abandon(ongoing, self._clock()))

    async def _step(self, ongoing: Ongoing) -> None:
        match ongoing.round.phase:
            case Phase.ASKING if ongoing.round.message is None:
                await self._show_question(ongoing)
            case Phase.ASKING:
                if await self._is_due(ongoing, DEADLINE_GRACE):
                    await self._rounds.reveal(ongoing, self._clock())
                    await self._draw(ongoing, reveal_card(ongoing.round))
            case _:
                if await self._is_due(ongoing):
                    await self._rounds.advance(ongoing, self._clock())

    async def _show_question(self, ongoing: Ongoing) -> None:
        asked_at = self._clock()
        time_to_answer = ongoing.round.rules.time_to_answer
        nonce = f"{ongoing.round.id}-{ongoing.round.position}"
        message = await self._channel(ongoing).send(
            view=question_card(ongoing.round, asked_at + time_to_answer), nonce=nonce
        )
        if ongoing.round.is_over:  # stopped while the card was on its way
            await message.delete()
            return
        shown_at = self._clock()
        await self._rounds.open_question(ongoing, message.id, shown_at)
        if shown_at - asked_at > SLOW_SEND:
            await self._draw(ongoing, question_card(ongoing.round, shown_at + time_to_answer))

    async def _is_due(self, ongoing: Ongoing, grace: timedelta = timedelta()) -> bool:
        """Wait until the deadline, or until the round is changed from elsewhere; whether the deadline is over."""
        ongoing.changed.clear()
        before = ongoing.round
        if before.is_over:
            return False
        left = None if before.deadline is None else (before.deadline + grace - self._clock()).total_seconds()
        if left is not None and left <= 0:
            return True
        try:
            await asyncio.wait_for(ongoing.changed.wait(), left)
        except TimeoutError:
            return not ongoing.round.is_over
        if ongoing.round.paused != before.paused:
            await self._redraw(ongoing)
        return False

    async def _redraw(self, ongoing: Ongoing) -> None:
        round_ = ongoing.round
        if round_.phase is Phase.ASKING and round_.message is not None:
            await self._draw(ongoing, question_card(round_, round_.deadline or self._clock()))
        elif round_.phase is Phase.REVEALED:
            await self._draw(ongoing, reveal_card(round_))

    async def _finale(self, ongoing: Ongoing) -> None:
        """The table; and when the round was ended in mid-question, that question's reveal first."""
        if ongoing.round.phase is Phase.STOPPED and ongoing.round.message is not None:
            await self._draw(ongoing, reveal_card(ongoing.round))
        await self._channel(ongoing).send(view=final_card(ongoing.round, ongoing.names))

    async def _draw(self, ongoing: Ongoing, view: LayoutView) -> None:
        """Draw the question's message anew, or send it again when somebody has deleted it."""
        channel = self._channel(ongoing)
        if ongoing.round.message is not None:
            try:
                await channel.get_partial_message(ongoing.round.message).edit(view=view)
            except discord.NotFound as error:
                if error.code != _UNKNOWN_MESSAGE:
                    raise
            else:
                return
        await channel.send(view=view)


_UNKNOWN_MESSAGE = 10008


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
