"""What people ask of rounds, and what they are told of an answer."""

from datetime import timedelta

from bot.frozen import frozen
from bot.quiz.deck import Wanted
from bot.quiz.round import Phase
from bot.quiz.rules import Rules

LOBBY_SECONDS = 5
TEAM_LOBBY_SECONDS = 30


@frozen
class Start:
    """What a member asked for. `about` is what was typed or chosen; None means the whole library.

    `parent` is the channel that a thread belongs to. `lobby` is how long people can come in before the first question,
    where that is not the usual time.
    """

    guild: int
    channel: int
    host: int
    host_name: str
    about: str | None
    with_generated: bool
    wanted: Wanted
    rules: Rules
    lobby: timedelta | None = None
    parent: int | None = None

    @property
    def time_in_lobby(self) -> timedelta:
        return self.lobby or timedelta(seconds=TEAM_LOBBY_SECONDS if self.rules.teams else LOBBY_SECONDS)


@frozen
class Seen:
    """Where a round stood on the card whose control was used."""

    round: int
    position: int
    phase: Phase


@frozen
class Player:
    """Who answers: the member with the name and the roles that come with the click."""

    id: int
    name: str
    roles: frozenset[int] = frozenset()


@frozen
class Locked:
    """An answer that is kept: what was chosen or typed as the member knows it, and how a typed date was read."""

    shown: tuple[int, ...]
    text: str | None
    read_as: str | None
    is_change: bool
    is_final: bool
