"""What is due in a server. Others than the one where the server is connected leave it alone."""

from bot.frozen import frozen


@frozen
class Due:
    """Something by its id, and the server where its time has come."""

    id: int
    guild: int
