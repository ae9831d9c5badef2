"""One whole round, played by simulated members and printed as people would read it."""

import random
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.sandbox import transcript
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Message

if TYPE_CHECKING:
    from bot.sandbox.people import Person
    from bot.sandbox.server import Sandbox

CHANNEL = "quiz-room"
QUESTIONS = 5
PATIENCE_SECONDS = 20
BUTTON, STRING_SELECT = 2, 3
_GUESSES = ("Rasputin", "the Kaiser", "no idea")


async def play_tour(sandbox: "Sandbox", known: Mapping[str, str], write: Callable[[str], None]) -> None:
    """Read a chapter, play a round of five questions, and look at the leaderboard.

    `known` holds what a well-prepared member types, by the prompt of the question. Raises TimeoutError when the bot
    does not come to the round's end.
    """
    tour = _Tour(sandbox, known, write)
    await tour.read()
    await tour.play()
    await tour.look_at_the_board()


class _Tour:
    def __init__(self, sandbox: "Sandbox", known: Mapping[str, str], write: Callable[[str], None]) -> None:
        self._sandbox = sandbox
        self._known = known
        self._write = write
        self._rng = random.Random(1917)  # noqa: S311 - members guess, and the tour is the same each time
        self._host, *self._others = [person for person in sandbox.people if person.name != "Mara"]
        self._chapter = ""

    async def read(self) -> None:
        suggested = await self._host.autocomplete("read chapter", "chapter", "military", channel=CHANNEL)
        choices = suggested.choices or (await self._host.autocomplete("read chapter", "chapter", "")).choices or []
        self._chapter = str(choices[0]["value"])
        await self._say("/read chapter", chapter=self._chapter)

    async def play(self) -> None:
        await self._say("/quiz start", chapter=self._chapter, questions=QUESTIONS, seconds=60)
        await self._host.command("quiz next", channel=CHANNEL)
        for number in range(1, QUESTIONS + 1):
            await self._question(f"Question {number} of")
        table = await self._wait_for("The round is over")
        self._show(table)

    async def look_at_the_board(self) -> None:
        await self._say("/leaderboard")

    async def _question(self, mark: str) -> None:
        message = await self._wait_for(mark)
        self._show(message)
        for person in (self._host, *self._others):
            await self._answer(person, message)
        await self._host.command("quiz next", channel=CHANNEL)
        self._show(await self._wait_for(mark, revealed=True))
        await self._host.command("quiz next", channel=CHANNEL)

    async def _answer(self, person: "Person", message: Message) -> None:
        controls = [each for each in walk(message.components) if each["type"] in (BUTTON, STRING_SELECT)]
        first = controls[0]
        if first["type"] == STRING_SELECT:
            exchange = await person.select(message, first["custom_id"], [first["options"][0]["value"]])
        elif len(controls) > 1:
            exchange = await person.press(message, custom_id=self._rng.choice(controls)["custom_id"])
        else:
            form = await person.press(message, custom_id=first["custom_id"])
            exchange = await person.submit(form, {"text": self._typed(message)})
        if exchange.message is not None:
            self._write(transcript.spoken(exchange.message, reader=person.name) + "\n")

    def _typed(self, message: Message) -> str:
        text = transcript.plain(message)
        known = next((answer for prompt, answer in self._known.items() if prompt in text), _GUESSES[0])
        return self._rng.choice((known, known, *_GUESSES))

    async def _say(self, command: str, **options: object) -> None:
        written = " ".join((command, *(f"{name}: {value}" for name, value in options.items())))
        self._write(f"{self._host.name}:\n{written}\n")
        exchange = await self._host.command(command.removeprefix("/"), options, channel=CHANNEL)
        self._write(transcript.spoken(await exchange.completed()) + "\n")

    async def _wait_for(self, mark: str, *, revealed: bool = False) -> Message:
        def found() -> Message | None:
            return next(
                (
                    each
                    for each in self._messages()
                    if mark in transcript.plain(each) and (not revealed or _is_revealed(each))
                ),
                None,
            )

        return await self._sandbox.until(found, timeout=PATIENCE_SECONDS)

    def _messages(self) -> list[Message]:
        return [each for each in reversed(self._host.messages(CHANNEL)) if not each.is_ephemeral]

    def _show(self, message: Message) -> None:
        self._write(transcript.spoken(message) + "\n")


def _is_revealed(message: Message) -> bool:
    """A question's card has been edited; its first control is no longer an answer."""
    return message.edited is not None
