"""What goes wrong on the way to Discord, on order of a test."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from fnmatch import fnmatchcase

from bot.sandbox.entities import Json


class Way(Enum):
    STATUS = "status"  # an error instead of an answer; nothing happened
    SLOW = "slow"  # the answer comes late
    SILENCE = "silence"  # no answer, until the client gives up or `release` is called
    CUT = "cut"  # the connection breaks instead of an answer


@dataclass(slots=True)
class Fault:
    """`happens`: whether the request takes effect although its answer is late or lost."""

    way: Way
    method: str
    route: str
    left: int
    status: int = 0
    seconds: float = 0.0
    is_global: bool = False
    happens: bool = False
    done: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def matches(self, method: str, template: str, path: str) -> bool:
        if self.method not in ("*", method):
            return False
        return fnmatchcase(template, self.route) or fnmatchcase(path, self.route) or self.route == template

    def payload(self) -> Json:
        if self.status == 429:
            return {
                "message": "You are being rate limited.",
                "retry_after": self.seconds,
                "global": self.is_global,
            }
        names = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
        return {"message": f"{self.status}: {names.get(self.status, 'Error')}", "code": 0}

    def headers(self) -> dict[str, str]:
        if self.status != 429:
            return {}
        headers = {"Retry-After": f"{self.seconds:.3f}", "Via": "1.1 google", "X-RateLimit-Scope": "user"}
        if self.is_global:
            headers |= {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
        return headers


class Faults:
    """`route` is a template as Discord's documentation writes it, or a pattern with `*` for it or the path."""

    def __init__(self) -> None:
        self.ordered: list[Fault] = []
        # The gateway puts its own in here when it is built.
        self.drop_gateway: Callable[..., int] = lambda *, resumable=True: 0
        self.refuse_resumes = 0  # so many RESUMEs are answered with INVALID_SESSION
        self.mute_heartbeats = False  # heartbeats are no longer acknowledged

    def fail(self, status: int, *, method: str = "*", route: str = "*", times: int = 1) -> Fault:
        """The next `times` matching requests are answered with an HTTP error and do nothing."""
        return self._order(Fault(Way.STATUS, method, route, times, status=status))

    def limit(
        self,
        retry_after: float = 0.3,
        *,
        is_global: bool = False,
        method: str = "*",
        route: str = "*",
        times: int = 1,
    ) -> Fault:
        """The next `times` matching requests are answered with 429."""
        fault = Fault(Way.STATUS, method, route, times, 429, retry_after, is_global)
        return self._order(fault)

    def slow(
        self,
        seconds: float,
        *,
        method: str = "*",
        route: str = "*",
        times: int = 1,
        happens: bool = True,
    ) -> Fault:
        """The answers of the next `times` requests come late.

        With `happens` the request takes effect at once; without it, only after the delay.
        """
        return self._order(Fault(Way.SLOW, method, route, times, seconds=seconds, happens=happens))

    def silence(self, *, method: str = "*", route: str = "*", times: int = 1, happens: bool = False) -> Fault:
        """The next `times` requests get no answer, until `fault.released.set()` or the sandbox closes."""
        return self._order(Fault(Way.SILENCE, method, route, times, happens=happens))

    def cut(self, *, method: str = "*", route: str = "*", times: int = 1, happens: bool = False) -> Fault:
        """The connections of the next `times` requests break; with `happens` after they took effect."""
        return self._order(Fault(Way.CUT, method, route, times, happens=happens))

    def clear(self) -> None:
        """No more faults; who waits in silence is answered."""
        for fault in self.ordered:
            fault.left = 0
            fault.released.set()
        self.ordered.clear()
        self.refuse_resumes = 0
        self.mute_heartbeats = False

    def next(self, method: str, template: str, path: str) -> Fault | None:
        """The fault that strikes this request, if one does."""
        if not self.ordered:
            return None
        for fault in self.ordered:
            if fault.left > 0 and fault.matches(method, template, path):
                fault.left -= 1
                fault.done += 1
                return fault
        return None

    def _order(self, fault: Fault) -> Fault:
        self.ordered.append(fault)
        return fault
