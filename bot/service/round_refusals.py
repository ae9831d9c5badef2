"""What rounds refuse, and what a member is told then."""

from collections.abc import Sequence

from bot.errors import UserError


class NoRound(UserError):
    """No round runs in the channel."""

    def __init__(self) -> None:
        super().__init__("No round is running in this channel. Start one with /quiz start.")


class NotYourRound(UserError):
    """Only the host and moderators lead a round."""

    def __init__(self) -> None:
        super().__init__("Only the member who started this round and moderators can do that.")


class RoundsNotAllowedHere(UserError):
    """The server has named the channels of its rounds, and this is none of them."""

    def __init__(self, allowed: Sequence[int]) -> None:
        named = ", ".join(f"<#{channel}>" for channel in allowed)
        super().__init__(
            f"In this server rounds are played in {named} and the threads there. Start one there; a moderator can "
            "allow other channels with /settings."
        )


class NotAsked(UserError):
    """The control names a question that no round of this server has asked."""

    def __init__(self) -> None:
        super().__init__("This question was not asked in this server.")


class StillOpen(UserError):
    """The question has not been revealed."""

    def __init__(self) -> None:
        super().__init__("This question is still open. Its answer is explained when it is revealed.")


class MovedOn(UserError):
    """The round has left what the control belongs to."""

    def __init__(self) -> None:
        super().__init__("The round has moved on since then, so nothing was changed.")
