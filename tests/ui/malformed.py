"""Interactions as nobody's client sends them: made from the routes and commands that there are, and then spoilt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, given, seed, settings

from bot.sandbox.entities import Json, listed
from bot.sandbox.exchanges import InteractionKind
from bot.ui.router import PREFIX, Route

BIG = 2**64 - 1
"""Larger numbers are no numbers any more where JSON is read."""

NUMBERS = (0, 1, 2, 5, -1, 99, 2**31, 2**53, 2**63 - 1, 2**63, BIG, -(2**63))
TEXTS = (
    *("", " ", "0", "-1", "00", "1.5", "1e3", "NaN", "null", "True", "[]", ":", "::"),
    *("9" * 15, "9" * 20, str(2**63), str(10**30), "١٢", "²", "①", "𝟙", "1_000", " 1", "+1"),
    *("on", "off", "asking", "classic", "day-first", "fact", "book:treaties", "my-misses", "misses", "everything"),
    *("%s%n", "{0.__class__.__init__.__globals__}", "${x}", "'; DROP TABLE rounds; --", "../../etc/passwd", "C:\\x"),
    *(
        "@everyone <@&1> <#1>",
        "**a** ||b|| `c` ```d",
        "\x00",
        "\x1b[31m",
        "\u202eabc\u202c",
        "\u200b",
        "\ufeff",
        "\uffff",
    ),
    *("A", "AB", "BA", "Z" * 26, "-----", "treaties/leaving-the-war", "Ω" * 100, "x" * 4000, "🏛️" * 1000),
    *("tomorrow 18:00", "1917", "12 April 1927", "30 February 1918", "Europe/Berlin", "yesterday", "99999-01-01 25:61"),
)
LEFT_OUT = (
    *("member", "user", "guild", "guild_id", "channel", "message", "app_permissions", "context", "locale", "data"),
    "permissions",
)
FIELDS = ("text", "time", "zone", "seconds", "extra", "retention", "exam", "name", "custom_id")
KEYS = ("custom_id", "component_type", "values", "components", "component", "name", "options", "id", "type", "value")
SPOILS: dict[str, Sequence[Any]] = {
    "locale": ("xx", "", None),
    "context": (0, 1, 2, 9),
    "guild_locale": ("xx", "en-US"),
    "channel_id": ("1", str(2**63)),
    "version": (0, 2),
    "attachment_size_limit": (0, 1),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What a client could have seen: the routes, the controls on cards, the commands, and ids of what there is."""

    routes: Sequence[Route]
    controls: Sequence[str]
    commands: Sequence[Json]
    ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Malformed:
    """One interaction, what of all that Discord adds is left out and changed, and who sends it, where, about what.

    Those three are numbers, which choose among what there is.
    """

    kind: int
    data: Any
    left_out: frozenset[str]
    changed: Mapping[str, Any]
    sender: int
    place: int
    message: int

    def spoil(self, payload: Json) -> None:
        """Take away and change what Discord has added."""
        for name in self.left_out:
            payload.pop(name, None)
        payload.update(self.changed)
        if "data" in payload:
            payload["data"] = self.data
        if "permissions" in self.left_out and "member" in payload:
            payload["member"] = {name: value for name, value in payload["member"].items() if name != "permissions"}


class Spoiler:
    """Makes them, in the same order for the same chance."""

    def __init__(self, known: Known, chance: Random) -> None:
        self._known = known
        self._chance = chance
        self._controls = {route.name: _by_pattern(route) + _seen(route, known.controls) for route in known.routes}
        self._parts = sorted({part for control in known.controls for part in control.split(":")[2:] if part})

    def make(self) -> Malformed:
        kind, make_data = self._chance.choice(self._kinds())
        return Malformed(
            kind,
            make_data(),
            frozenset(self._chance.sample(LEFT_OUT, self._chance.randint(1, 2)) if self._seldom() else ()),
            {name: self._chance.choice(SPOILS[name]) for name in SPOILS if self._seldom() and self._seldom()},
            *(self._chance.randrange(1000) for _ in range(3)),
        )

    def _kinds(self) -> Sequence[tuple[int, Callable[[], Any]]]:
        component = (InteractionKind.COMPONENT, self._component)
        command = (InteractionKind.COMMAND, lambda: self._command(is_typing=False))
        return (
            *[component] * 5,
            *[command] * 4,
            *[(InteractionKind.MODAL_SUBMIT, self._form)] * 3,
            *[(InteractionKind.AUTOCOMPLETE, lambda: self._command(is_typing=True))] * 2,
            (self._chance.choice([2, 3, 4, 5]), self._junk),
        )

    def _seldom(self) -> bool:
        return self._chance.random() < 0.12

    def _text(self) -> str:
        known = self._chance.choice((TEXTS, self._known.ids, self._parts))
        return self._chance.choice(known)

    def _scalar(self) -> Any:
        return self._chance.choice([None, True, False, 0.5, self._chance.choice(NUMBERS), self._text(), self._text()])

    def _junk(self, depth: int = 3) -> Any:
        if depth == 0 or self._chance.random() < 0.2:
            return self._scalar()
        if self._chance.random() < 0.4:
            return [self._junk(depth - 1) for _ in range(self._chance.randint(0, 3))]
        return {self._chance.choice(KEYS): self._junk(depth - 1) for _ in range(self._chance.randint(0, 4))}

    def _mostly(self, value: Any) -> Any:
        """That, or something else."""
        return self._junk() if self._seldom() else value

    # -- controls ---------------------------------------------------------------------------------

    def _custom_id(self) -> str:
        control = self._chance.choice(self._controls[self._chance.choice(self._known.routes).name])
        parts = control.split(":")
        match self._chance.randrange(6):
            case 0:
                parts[self._chance.randrange(len(parts))] = self._text()
            case 1:
                parts.insert(self._chance.randint(0, len(parts)), self._text())
            case 2:
                parts[1:2] = [self._chance.choice(self._known.routes).name]
            case 3:
                parts = [part if at < 2 else self._text() for at, part in enumerate(parts)]
            case _:
                return control
        return ":".join(parts)

    def _values(self) -> list[str]:
        offered = ("0", "1", "2", "A", "B", "off", "fact", "classic", "question", "month-first")
        either = (lambda: self._chance.choice(offered), lambda: self._chance.choice(self._known.ids), self._text)
        return [self._chance.choice(either)() for _ in range(self._chance.choice([0, 1, 1, 1, 2, 3, 30]))]

    def _component(self) -> Any:
        data = {
            "custom_id": self._mostly(self._custom_id()),
            "component_type": self._mostly(self._chance.choice([2, 2, 3, 3, 5, 6, 7, 8, 4, 17, 99])),
        }
        if self._chance.random() < 0.6:
            data["values"] = self._mostly(self._values())
        if self._seldom():
            data["resolved"] = self._junk()
        return self._mostly(data)

    def _form(self) -> Any:
        rows = [self._mostly(self._row()) for _ in range(self._chance.randint(0, 4))]
        return self._mostly({"custom_id": self._mostly(self._custom_id()), "components": self._mostly(rows)})

    def _row(self) -> Json:
        if self._chance.random() < 0.6:
            return {"type": 18, "component": self._mostly(self._field())}
        return {"type": 1, "components": self._mostly([self._field() for _ in range(self._chance.randint(0, 3))])}

    def _field(self) -> Json:
        name = self._mostly(self._chance.choice(FIELDS))
        field = {"type": 4, "custom_id": name, "value": self._mostly(self._text())}
        if self._seldom():
            del field[self._chance.choice(["type", "custom_id", "value"])]
        return field

    # -- commands ---------------------------------------------------------------------------------

    def _command(self, *, is_typing: bool) -> Any:
        command = self._chance.choice(self._known.commands)
        data: Json = {
            "id": str(command["id"]),
            "name": self._text() if self._seldom() else command["name"],
            "type": self._chance.choice([2, 3, 9]) if self._seldom() else 1,
            "options": self._mostly(self._options(listed(command.get("options")), is_typing=is_typing)),
        }
        if self._seldom():
            data["guild_id"] = self._chance.choice(self._known.ids)
        if self._chance.random() < 0.3:
            data["resolved"] = self._mostly(self._resolved())
        return self._mostly(data)

    def _options(self, described: Sequence[Json], *, is_typing: bool) -> Any:
        nested = [option for option in described if option["type"] in (1, 2)]
        if nested:
            chosen = self._chance.choice(nested)
            inner = self._options(listed(chosen.get("options")), is_typing=is_typing)
            return [{"name": chosen["name"], "type": chosen["type"], "options": self._mostly(inner)}]
        given = [
            self._option(option, is_typing=is_typing)
            for option in described
            if option.get("required") or self._chance.random() < 0.25
        ]
        return [*given, self._junk()] if self._seldom() else given[self._seldom() :]

    def _option(self, described: Json, *, is_typing: bool) -> Any:
        choices = [choice["value"] for choice in listed(described.get("choices"))]
        fitting: Any = self._chance.choice(choices) if choices else self._fitting(described["type"])
        option = {
            "name": described["name"],
            "type": self._chance.choice([3, 4, 5, 6, 8, 11, 99]) if self._seldom() else described["type"],
            "value": self._mostly(fitting),
        }
        if (is_typing and described.get("autocomplete")) or self._seldom():
            option["focused"] = True
        if self._seldom():
            del option["value"]
        return self._mostly(option)

    def _fitting(self, kind: int) -> Any:
        match kind:
            case 3:
                return self._text()
            case 4:
                return self._chance.choice([*NUMBERS, self._chance.randint(1, 50)])
            case 5:
                return self._chance.random() < 0.5
            case _:
                return self._chance.choice(self._known.ids)

    def _resolved(self) -> Json:
        groups = ("users", "members", "roles", "channels", "attachments", "messages")
        return {
            self._chance.choice(groups): {self._chance.choice(self._known.ids): self._junk()}
            for _ in range(self._chance.randint(0, 3))
        }


def _by_pattern(route: Route) -> list[str]:
    """Some controls that a route takes, whatever they mean."""
    found: list[str] = []

    @seed(7)
    @settings(
        max_examples=4,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.from_regex(route.parts, fullmatch=True))
    def collect(parts: str) -> None:
        found.append(f"{PREFIX}:{route.name}:{parts}")

    collect()
    return found


def _seen(route: Route, controls: Sequence[str]) -> list[str]:
    return [control for control in controls if control.split(":")[:2] == [PREFIX, route.name]]
