"""The house as it is drawn: imports point downwards only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "bot"
MODULES = sorted(PACKAGE.rglob("*.py"))

BELOW: dict[str, frozenset[str]] = {
    "frozen": frozenset(),
    "errors": frozenset(),
    "memory": frozenset(),
    "content": frozenset({"errors", "frozen"}),
    "quiz": frozenset({"content", "errors", "frozen"}),
    "study": frozenset({"content", "errors", "frozen"}),
    "store": frozenset({"quiz", "study", "content", "errors", "frozen"}),
    "service": frozenset({"store", "quiz", "study", "content", "errors", "frozen", "memory"}),
    "ui": frozenset({"service", "store", "quiz", "study", "content", "errors", "frozen", "memory"}),
    "sandbox": frozenset({"frozen"}),
    "entrance": frozenset(
        {"ui", "service", "store", "quiz", "study", "content", "errors", "frozen", "memory", "sandbox"}
    ),
}
"""What each room may import, beside itself."""

ENTRANCE = frozenset({"__init__", "__main__", "app", "cli", "logs", "sandboxed", "settings"})
KEPT_TO = {
    "discord": frozenset({"ui", "entrance"}),
    "sqlalchemy": frozenset({"store"}),
    "pydantic": frozenset({"content"}),
    "yaml": frozenset({"content"}),
}
"""Libraries that only these rooms may import. The entrance sets up discord.py's logging and nothing else."""

IMPURE = frozenset({"asyncio", "datetime.now", "io", "os", "pathlib", "socket", "sqlite3", "time"})
"""What the rules of `quiz` and `study` may not touch."""


def room_of(module: str) -> str:
    first = module.split(".")[0]
    return "entrance" if first in ENTRANCE else first


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports from the top, as `from bot...`"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    room = room_of(path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", "."))
    for imported in imports(path):
        top, _, rest = imported.partition(".")
        if top == "bot":
            assert room_of(rest) in BELOW[room] | {room}, f"{room} may not import {imported}"
        assert room in KEPT_TO.get(top, {room}), f"{room} may not import {imported}"


@pytest.mark.parametrize("room", ["quiz", "study"])
def test_rules_have_no_clock_and_no_input_or_output(room: str) -> None:
    for path in (PACKAGE / room).rglob("*.py"):
        touched = {imported.split(".")[0] for imported in imports(path)} & IMPURE
        assert not touched, f"{path} imports {touched}"
        assert ".now(" not in path.read_text(encoding="utf-8"), f"{path} asks for the time"


def test_every_room_is_known() -> None:
    rooms = {room_of(path.relative_to(PACKAGE).parts[0].removesuffix(".py")) for path in MODULES}
    assert rooms <= BELOW.keys()
