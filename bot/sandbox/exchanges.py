"""What comes back to a person who ran a command, pressed a button or sent a form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.sandbox import transcript
from bot.sandbox.entities import Channel, Json, Message, User
from bot.sandbox.pulse import Pulse


class Status(StrEnum):
    WAITING = "waiting"
    ANSWERED = "answered"
    DEFERRED = "deferred"
    FAILED = "failed"


class InteractionKind:
    PING = 1
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


@dataclass(slots=True, eq=False)
class Modal:
    """A form that the bot opened for one person."""

    id: int
    custom_id: str
    title: str
    components: list[Json]
    interaction: "Interaction"  # the one that opened it


@dataclass(slots=True, eq=False)
class Interaction:
    """One interaction, from the press to the end of its token fifteen minutes later."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    expires: float  # by the event loop's clock
    exchange: "Exchange"
    name: str = ""  # of the command
    message: Message | None = None  # the one whose component was used
    metadata: Json = field(default_factory=dict[str, object])
    acknowledged: bool = False
    overdue: bool = False
    modal_id: int = 0  # of the form that it was answered with
    original: Message | None = None  # what @original means


@dataclass(slots=True, eq=False)
class Exchange:
    """An interaction as its person lives through it.

    `message` is the answer, or the message that the answer changed; `choices` are those of an autocomplete.
    """

    interaction_id: int = 0
    status: Status = Status.WAITING
    message: Message | None = None
    modal: Modal | None = None
    choices: list[Json] | None = None
    followups: list[Message] = field(default_factory=list[Message])
    choice_kind: int = 0  # the option type that an autocomplete is asked for
    failure: str = ""  # what Discord's client would write
    # Of its own, so that a thousand who wait are not all woken by each answer.
    pulse: Pulse = field(default_factory=Pulse)
    callbacks: list[Callable[["Exchange"], None]] = field(default_factory=list[Callable[["Exchange"], None]])

    @property
    def text(self) -> str:
        """Everything that came, as plain text; empty when nothing did."""
        messages = [self.message] if self.message is not None else []
        return "\n\n".join(transcript.plain(message) for message in [*messages, *self.followups])

    @property
    def is_ephemeral(self) -> bool:
        return self.message is not None and self.message.is_ephemeral

    def on_change(self, callback: Callable[["Exchange"], None]) -> None:
        """Calls back at every change of the status, and at once if the first answer is already there."""
        self.callbacks.append(callback)
        if self.status is not Status.WAITING:
            callback(self)

    async def first(self, timeout: float = 10) -> "Exchange":  # noqa: ASYNC109 - see Pulse
        """Waits for the first answer, or for the three seconds to pass without one."""
        await self.pulse.until(lambda: self.status is not Status.WAITING, timeout)
        return self

    async def completed(self, timeout: float = 10) -> Message:  # noqa: ASYNC109 - see Pulse
        """Waits until a deferred answer has been filled in, and gives it."""
        await self.pulse.until(lambda: self._filled, timeout)
        if self.message is None:
            raise LookupError("The answer was not a message.")
        return self.message

    @property
    def _filled(self) -> bool:
        return self.status is Status.ANSWERED and not (self.message and self.message.is_loading)

    def change(self, status: Status, failure: str = "") -> None:
        self.status = status
        self.failure = failure
        self.pulse.beat()
        for callback in tuple(self.callbacks):
            callback(self)
