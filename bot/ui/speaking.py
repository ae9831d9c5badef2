"""Whether Clio may speak in a place."""

from collections.abc import Sequence

import discord

from bot.errors import UserError


class CannotSpeakHere(UserError):
    """Clio lacks permissions in the channel."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = missing
        super().__init__(
            f"Clio may not play here. In this channel it needs: {', '.join(missing)}. "
            "A moderator can allow that in the channel's settings under Permissions."
        )


def check_speaking(has: discord.Permissions, *, is_thread: bool) -> None:
    """Raises `CannotSpeakHere` when Clio could not send messages with these permissions."""
    needed = {
        "View Channel": has.view_channel,
        "Send Messages in Threads" if is_thread else "Send Messages": (
            has.send_messages_in_threads if is_thread else has.send_messages
        ),
    }
    missing = [label for label, is_given in needed.items() if not is_given]
    if missing:
        raise CannotSpeakHere(missing)
