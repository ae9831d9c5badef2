"""Discord's limits, table by table: what is just allowed passes, one more is refused with Discord's code."""

from typing import Any

import pytest

from bot.sandbox.command_limits import check_command, check_counts
from bot.sandbox.component_limits import check_components
from bot.sandbox.errors import ApiError, Problems
from bot.sandbox.modal_limits import check_modal
from bot.sandbox.server import Sandbox
from tests.sandbox.raw import codes, raw

V2 = 1 << 15


def text(content: str = "x") -> dict[str, Any]:
    return {"type": 10, "content": content}


def button(number: int = 0, **changes: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "A", "custom_id": f"b{number}", **changes}


def row(*children: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(children)}


def options(count: int) -> list[dict[str, str]]:
    return [{"label": str(number), "value": str(number)} for number in range(count)]


def menu(count: int = 2, **changes: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "menu", "options": options(count), **changes}


def section(*texts: dict[str, Any], accessory: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": 9, "components": list(texts), "accessory": accessory or button(99)}


def gallery(count: int) -> dict[str, Any]:
    return {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}}] * count}


GOOD_V2: list[list[dict[str, Any]]] = [
    [text("x" * 4000)],
    [text() for _ in range(40)],
    [row(*(button(number) for number in range(5)))],
    [row(button(label="x" * 80, custom_id="x" * 100))],
    [row(button(custom_id=None, style=5, url="https://example.org"))],
    [row(button(label=None, emoji={"name": "🅰️"}))],
    [row(menu(25, max_values=25))],
    [row({"type": 5, "custom_id": "who"})],
    [section(text(), text(), text())],
    [section(text(), accessory={"type": 11, "media": {"url": "https://example.org/a.png"}})],
    [gallery(10)],
    [{"type": 14, "divider": False, "spacing": 2}],
    [{"type": 17, "accent_color": 0xFFFFFF, "components": [text(), row(button())]}],
    [row(button(1)), row(button(2)), row(button(3)), row(button(4)), row(button(5)), row(button(6))],
]

BAD_V2: list[tuple[list[dict[str, Any]], str]] = [
    ([text("")], "BASE_TYPE_BAD_LENGTH"),
    ([text("x" * 4001)], "BASE_TYPE_BAD_LENGTH"),
    ([text("x" * 2001), text("x" * 2000)], "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"),
    ([text() for _ in range(41)], "BASE_TYPE_MAX_LENGTH"),
    ([row(button(n)) for n in range(20)] + [text()], "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
    ([row(*(button(number) for number in range(6)))], "BASE_TYPE_BAD_LENGTH"),
    ([row()], "BASE_TYPE_BAD_LENGTH"),
    ([row(button(1), button(1))], "COMPONENT_CUSTOM_ID_DUPLICATED"),
    ([row(button(label="x" * 81))], "BASE_TYPE_MAX_LENGTH"),
    ([row(button(custom_id="x" * 101))], "BASE_TYPE_BAD_LENGTH"),
    ([row(button(custom_id=""))], "BASE_TYPE_BAD_LENGTH"),
    ([row(button(custom_id=None))], "BASE_TYPE_REQUIRED"),
    ([row(button(label=None))], "BASE_TYPE_REQUIRED"),
    ([row(button(style=7))], "BASE_TYPE_CHOICES"),
    ([row(button(style=5))], "BASE_TYPE_REQUIRED"),
    ([row(button(style=5, url="https://example.org"))], "COMPONENT_CUSTOM_ID_URL_EXCLUSIVE"),
    ([row(button(style=5, custom_id=None, url="javascript:alert(1)"))], "URL_TYPE_INVALID_SCHEME"),
    ([row(button(emoji={"name": "A"}))], "COMPONENT_INVALID_EMOJI"),
    ([row(button(), menu())], "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
    ([row(menu(26))], "BASE_TYPE_BAD_LENGTH"),
    ([row(menu(0))], "BASE_TYPE_BAD_LENGTH"),
    ([row(menu(2, max_values=3))], "BASE_TYPE_BAD_LENGTH"),
    ([row(menu(2, min_values=2))], "NUMBER_TYPE_MAX"),
    ([row(menu(2, max_values=26))], "NUMBER_TYPE_MAX"),
    ([row(menu(2, placeholder="x" * 151))], "BASE_TYPE_MAX_LENGTH"),
    ([row(menu(options=[*options(1), *options(1)]))], "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
    ([row(menu(options=[{"label": "x" * 101, "value": "x"}]))], "BASE_TYPE_BAD_LENGTH"),
    ([row(menu(options=[{"label": "x", "value": "x", "description": "x" * 101}]))], "BASE_TYPE_MAX_LENGTH"),
    ([section(text(), text(), text(), text())], "BASE_TYPE_BAD_LENGTH"),
    ([section(text(), accessory=menu())], "BASE_TYPE_CHOICES"),
    ([{"type": 9, "components": [text()]}], "BASE_TYPE_REQUIRED"),
    ([gallery(11)], "BASE_TYPE_BAD_LENGTH"),
    ([gallery(0)], "BASE_TYPE_BAD_LENGTH"),
    ([{"type": 13, "file": {"url": "https://example.org/a.txt"}}], "UNFURLED_MEDIA_ITEM_MUST_BE_ATTACHMENT"),
    ([{"type": 17, "components": [{"type": 17, "components": [text()]}]}], "BASE_TYPE_CHOICES"),
    ([{"type": 17, "components": []}], "BASE_TYPE_BAD_LENGTH"),
    ([{"type": 17, "accent_color": 0x1000000, "components": [text()]}], "NUMBER_TYPE_MAX"),
    ([button()], "BASE_TYPE_CHOICES"),
    ([{"type": 14, "spacing": 3}], "BASE_TYPE_CHOICES"),
    ([text() | {"id": 7}, text() | {"id": 7}], "COMPONENT_ID_DUPLICATED"),
]


@pytest.mark.parametrize("components", GOOD_V2)
def test_components_within_the_limits_pass(components: list[dict[str, Any]]) -> None:
    problems = Problems()
    check_components(problems, (), components, v2=True)
    assert problems.tree == {}


@pytest.mark.parametrize(("components", "code"), BAD_V2)
def test_components_over_a_limit_are_refused(components: list[dict[str, Any]], code: str) -> None:
    problems = Problems()
    check_components(problems, (), components, v2=True)
    assert code in codes(problems.tree)


def test_without_the_flag_only_five_rows_are_components() -> None:
    problems = Problems()
    check_components(problems, (), [row(button(number)) for number in range(5)], v2=False)
    assert problems.tree == {}
    check_components(problems, (), [row(button(number)) for number in range(6)], v2=False)
    check_components(problems, (), [text()], v2=False)
    assert codes(problems.tree) == {"BASE_TYPE_MAX_LENGTH", "BASE_TYPE_CHOICES"}


def label(component: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"type": 18, "label": "Name", "component": component, **changes}


def line(**changes: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": "name", "style": 1, **changes}


def modal(*components: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"custom_id": "form", "title": "Answer", "components": list(components), **changes}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (modal(label(line())), None),
        (modal(label(line(), label="x" * 45), title="x" * 45), None),
        (modal(*(label(line(custom_id=str(n))) for n in range(5))), None),
        (modal(row(line(label="Name"))), None),
        (modal(text(), label(menu())), None),
        (modal(label({"type": 21, "custom_id": "r", "options": options(2)})), None),
        (modal(label({"type": 22, "custom_id": "c", "max_values": 3, "options": options(3)})), None),
        (modal(label({"type": 23, "custom_id": "b"})), None),
        (modal(label({"type": 19, "custom_id": "f", "max_values": 10})), None),
        (modal(label(line()), title="x" * 46), "BASE_TYPE_BAD_LENGTH"),
        (modal(label(line()), custom_id="x" * 101), "BASE_TYPE_BAD_LENGTH"),
        (modal(label(line(), label="x" * 46)), "BASE_TYPE_BAD_LENGTH"),
        (modal(label(line(), description="x" * 101)), "BASE_TYPE_BAD_LENGTH"),
        (modal(*(label(line(custom_id=str(n))) for n in range(6))), "BASE_TYPE_BAD_LENGTH"),
        (modal(), "BASE_TYPE_BAD_LENGTH"),
        (modal(label(line(custom_id="a")), label(line(custom_id="a"))), "COMPONENT_CUSTOM_ID_DUPLICATED"),
        (modal(label(line(placeholder="x" * 101))), "BASE_TYPE_MAX_LENGTH"),
        (modal(label(line(max_length=4001))), "NUMBER_TYPE_MAX"),
        (modal(label(line(min_length=5, max_length=4))), "NUMBER_TYPE_MAX"),
        (modal(label(line(value="x" * 11, max_length=10))), "BASE_TYPE_MAX_LENGTH"),
        (modal(label(button())), "BASE_TYPE_CHOICES"),
        (modal(row(line())), "BASE_TYPE_REQUIRED"),
        (modal(row(line(label="a"), line(label="b", custom_id="b"))), "BASE_TYPE_BAD_LENGTH"),
        (modal(label(menu(disabled=True))), "COMPONENT_MODAL_DISABLED"),
        (modal(label({"type": 21, "custom_id": "r", "options": options(1)})), "BASE_TYPE_BAD_LENGTH"),
        (modal(label({"type": 21, "custom_id": "r", "options": options(11)})), "BASE_TYPE_BAD_LENGTH"),
        (modal({"type": 18, "label": "Name"}), "BASE_TYPE_REQUIRED"),
    ],
)
def test_forms_are_held_to_their_limits(form: dict[str, Any], code: str | None) -> None:
    problems = Problems()
    check_modal(problems, (), form)
    assert codes(problems.tree) == ({code} if code else set())


def command(**changes: Any) -> dict[str, Any]:
    return {"name": "read", "description": "Read a chapter", **changes}


def option(name: str = "chapter", kind: int = 3, **changes: Any) -> dict[str, Any]:
    return {"name": name, "description": "Which", "type": kind, **changes}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (command(), None),
        (command(name="lire-à_2"), None),
        (command(name="читать"), None),
        (command(name="पढ़ें"), None),
        (command(options=[option(str(n)) for n in range(25)]), None),
        (command(options=[option("a", required=True), option("b")]), None),
        (command(name_localizations={"fr": "lire"}, contexts=[0], integration_types=[0]), None),
        (command(options=[option("set", 2, options=[option("all", 1, options=[option()])])]), None),
        ({"name": "Report this", "type": 3}, None),
        (command(name="Read"), "APPLICATION_COMMAND_INVALID_NAME"),
        (command(name="read it"), "APPLICATION_COMMAND_INVALID_NAME"),
        (command(name="read!"), "APPLICATION_COMMAND_INVALID_NAME"),
        (command(name="x" * 33), "BASE_TYPE_BAD_LENGTH"),
        (command(description="x" * 101), "BASE_TYPE_BAD_LENGTH"),
        (command(description=None), "BASE_TYPE_REQUIRED"),
        (command(options=[option(str(n)) for n in range(26)]), "BASE_TYPE_MAX_LENGTH"),
        (command(options=[option("a"), option("b", required=True)]), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"),
        (command(options=[option(), option()]), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"),
        (command(options=[option(choices=[{"name": "x", "value": "x"}] * 26)]), "BASE_TYPE_MAX_LENGTH"),
        (command(options=[option(choices=[{"name": "x" * 101, "value": "x"}])]), "BASE_TYPE_BAD_LENGTH"),
        (command(options=[option(kind=4, choices=[{"name": "x", "value": "x"}])]), "NUMBER_TYPE_COERCE"),
        (
            command(options=[option(autocomplete=True, choices=[{"name": "x", "value": "x"}])]),
            "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE_EXCLUSIVE",
        ),
        (command(options=[option(kind=1), option("b")]), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"),
        (command(options=[option(kind=12)]), "BASE_TYPE_CHOICES"),
        (command(options=[option("s", 1, options=[option("t", 1)])]), "BASE_TYPE_CHOICES"),
        (command(name_localizations={"xx": "lire"}), "ENUM_TYPE_COERCE"),
        (command(contexts=[3]), "BASE_TYPE_CHOICES"),
        (command(contexts=[]), "BASE_TYPE_BAD_LENGTH"),
    ],
)
def test_commands_are_held_to_their_limits(given: dict[str, Any], code: str | None) -> None:
    problems = Problems()
    check_command(problems, (), given)
    assert codes(problems.tree) == ({code} if code else set())


def test_a_hundred_commands_are_allowed_and_no_more() -> None:
    commands = [command(name=f"c{number}") for number in range(100)]
    check_counts(commands)
    with pytest.raises(ApiError) as refused:
        check_counts([*commands, command()])
    assert refused.value.code == 30032
    with pytest.raises(ApiError) as refused:
        check_counts([command(), command()])
    assert refused.value.code == 50035


def test_the_texts_of_a_command_are_counted_together() -> None:
    choices = [{"name": "x" * 100, "value": "y" * 100} for _ in range(25)]
    problems = Problems()
    check_command(problems, (), command(options=[option("a", choices=choices), option("b", choices=choices)]))
    assert codes(problems.tree) == {"APPLICATION_COMMAND_TOO_LARGE"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": "x" * 2000}, None),
        ({"content": "x" * 2001}, "BASE_TYPE_MAX_LENGTH"),
        ({"content": 5}, "STRING_TYPE_CONVERT"),
        ({"embeds": [{"title": "x" * 256, "description": "x" * 4096}]}, None),
        ({"embeds": [{"title": "x" * 257}]}, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "x" * 4097}]}, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "x" * 3001}] * 2}, "MAX_EMBED_SIZE_EXCEEDED"),
        ({"embeds": [{"title": "x"}] * 11}, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"fields": [{"name": "", "value": "v"}]}]}, "BASE_TYPE_BAD_LENGTH"),
        ({"content": "x", "nonce": "x" * 26}, "BASE_TYPE_MAX_LENGTH"),
        (
            {"flags": V2, "components": [text()], "content": "x"},
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        (
            {"flags": V2, "components": [text()], "embeds": [{"title": "x"}]},
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        ({"components": [text()]}, "BASE_TYPE_CHOICES"),
        (
            {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
        ({"content": "x", "allowed_mentions": {"parse": ["members"]}}, "BASE_TYPE_CHOICES"),
        (
            {"flags": V2, "components": [{"type": 13, "file": {"url": "attachment://gone.txt"}}]},
            "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
        ),
        ({"content": "x", "attachments": [{"id": 0, "filename": "x.txt"}]}, "ATTACHMENT_NOT_FOUND"),
    ],
)
async def test_messages_are_held_to_their_limits(body: dict[str, Any], code: str | None) -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        status, answer = await request.say(body)
        if code is None:
            assert status == 200
        else:
            assert (status, answer["code"]) == (400, 50035)
            assert codes(answer["errors"]) == {code}


async def test_an_empty_message_is_refused_when_sent_and_when_edited() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        for body in ({}, {"content": " \n"}):
            status, answer = await request.say(body)
            assert (status, answer["code"]) == (400, 50006)
        _, sent = await request.say({"content": "something"})
        path = f"/channels/{sent['channel_id']}/messages/{sent['id']}"
        assert (await request("PATCH", path, {"content": ""}))[1]["code"] == 50006


async def test_components_v2_can_be_put_on_by_an_edit_and_never_taken_off() -> None:
    async with Sandbox() as sandbox, raw(sandbox) as request:
        _, sent = await request.say({"content": "old"})
        path = f"/channels/{sent['channel_id']}/messages/{sent['id']}"
        change = {"flags": V2, "components": [text("new")]}
        _, refused = await request("PATCH", path, change)
        assert codes(refused["errors"]) == {"MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"}
        status, edited = await request("PATCH", path, {**change, "content": None})
        assert (status, edited["flags"], edited["content"]) == (200, V2, "")
        status, edited = await request("PATCH", path, {"flags": 0, "components": [text("newer")]})
        assert (status, edited["flags"]) == (200, V2)
        _, refused = await request("PATCH", path, {"content": "back again"})
        assert codes(refused["errors"]) == {"MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"}
