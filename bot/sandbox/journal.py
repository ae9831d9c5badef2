"""What the bot sent, in the order it came."""

from typing import Any

from bot.frozen import frozen


@frozen
class Request:
    """`time` is the event loop's clock when the request came; `status` 0 means that it got no answer."""

    method: str
    route: str  # the template, as in Discord's documentation
    path: str
    body: Any
    status: int
    time: float
    files: tuple[str, ...] = ()


@frozen
class Violation:
    """Something in a request that Discord's description does not allow."""

    method: str
    route: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.method} {self.route}: {self.where or 'body'}: {self.message}"
