"""The refusal that asks again without cost."""

from bot.errors import UserError


class Unreadable(UserError):
    """An answer that cannot be read, so that it is neither right nor wrong: the sentence says how to write it."""
