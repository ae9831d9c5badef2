"""A channel in which one round follows the other, led in haste, and in which new members answer all the time."""

import asyncio
import random
from dataclasses import dataclass

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message
from bot.sandbox.exchanges import Exchange, Status
from bot.sandbox.server import Sandbox
from tests.processes import CHAPTER, right_button

AT_ONCE = 3
ENDS = ("The round is over", "The round was ended")
NO_ROUND = "No round is running"

Answer = tuple[int, int, int]
"""Round, position and member: what an answer is kept under."""


@dataclass(frozen=True)
class Press:
    """The only answer of a member, and what came of it."""

    round: int
    position: int
    member: int
    exchange: Exchange

    @property
    def answer(self) -> Answer:
        return self.round, self.position, self.member

    @property
    def is_acknowledged(self) -> bool:
        return self.exchange.status is Status.ANSWERED and "Locked in" in self.exchange.text


class Room:
    """One channel, and what was pressed in it since that was taken."""

    def __init__(self, sandbox: Sandbox, name: str, rng: random.Random) -> None:
        self.channel = sandbox.world.add_channel(sandbox.guild, name)
        self._presses: list[Press] = []
        self._sandbox = sandbox
        self._rng = rng

    async def play(self) -> None:
        """Lead and answer one round after the other, until it is cancelled."""
        await asyncio.gather(self._lead(), self._answer())

    async def close(self) -> None:
        """End what is being played."""
        await self._order("quiz stop")

    @property
    def is_answered(self) -> bool:
        """Whether a press was acknowledged."""
        return any(press.is_acknowledged for press in self._presses)

    def take(self) -> list[Press]:
        taken, self._presses = self._presses, []
        return taken

    @property
    def final_cards(self) -> int:
        """How many rounds were closed before everybody's eyes."""
        texts = [transcript.plain(message) for message in self.channel.messages.values()]
        return sum(any(end in text for end in ENDS) for text in texts)

    @property
    def _open_card(self) -> Message | None:
        """The newest card that seems to take answers."""
        return next((each for each in reversed(self.channel.messages.values()) if _takes_answers(each)), None)

    async def _lead(self) -> None:
        while True:
            if NO_ROUND in await self._order(self._rng.choice(["quiz next"] * 9 + ["quiz stop"])):
                await self._order("quiz start", chapter=CHAPTER, kinds="buttons and menus", seconds=5)
            await asyncio.sleep(self._rng.uniform(0, 0.3))

    async def _answer(self) -> None:
        while True:
            if card := self._open_card:
                self._presses += [self._press(card) for _ in range(AT_ONCE)]
            await asyncio.sleep(self._rng.uniform(0, 0.1))

    def _press(self, card: Message) -> Press:
        button = right_button(card)
        round_id, position = (int(part) for part in button.split(":")[2:4])
        member = self._sandbox.add_person("Member")
        return Press(round_id, position, member.id, member.begin_component(self.channel, card.id, button))

    async def _order(self, path: str, **options: object) -> str:
        return (await self._sandbox.person("Ana").command(path, options, channel=self.channel)).text


def _takes_answers(message: Message) -> bool:
    buttons = [each for each in walk(message.components) if ":answer:" in each.get("custom_id", "")]
    return any(not button.get("disabled") for button in buttons)
