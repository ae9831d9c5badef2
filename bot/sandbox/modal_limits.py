"""What Discord accepts as a modal."""

from bot.sandbox.component_limits import (
    check_custom_id,
    check_options,
    check_range,
    check_select,
    check_unique,
    walk,
)
from bot.sandbox.entities import Json
from bot.sandbox.errors import Path, Problems

FIELDS = 5
IN_LABEL = (3, 4, 5, 6, 7, 8, 19, 21, 22, 23)


def check_modal(problems: Problems, path: Path, modal: Json) -> None:
    problems.length((*path, "custom_id"), modal.get("custom_id"), 1, 100)
    problems.length((*path, "title"), modal.get("title"), 1, 45)
    where = (*path, "components")
    if modal.get("components") is None:
        problems.required(where)
        return
    if not problems.count(where, modal["components"], 1, FIELDS):
        return
    for number, component in enumerate(modal["components"]):
        if problems.choice((*where, number, "type"), component.get("type"), (1, 10, 18)):
            _check_top(problems, (*where, number), component)
    if not problems.tree:
        check_unique(problems, where, list(walk(modal["components"])))


def _check_top(problems: Problems, where: Path, component: Json) -> None:
    match component["type"]:
        case 1:
            _check_row(problems, where, component)
        case 10:
            problems.length((*where, "content"), component.get("content"), 1, 4000)
        case _:
            _check_label(problems, where, component)


def _check_row(problems: Problems, where: Path, row: Json) -> None:
    """The older form of a modal: one text input in an action row, with its label in itself."""
    place = (*where, "components")
    if not problems.count(place, row.get("components"), 1, 1):
        return
    field: Json = row["components"][0]
    if problems.choice((*place, 0, "type"), field.get("type"), (4,)):
        problems.length((*place, 0, "label"), field.get("label"), 1, 45)
        _check_text_input(problems, (*place, 0), field)


def _check_label(problems: Problems, where: Path, label: Json) -> None:
    problems.length((*where, "label"), label.get("label"), 1, 45)
    if label.get("description") is not None:
        problems.length((*where, "description"), label["description"], 1, 100)
    field = label.get("component")
    place = (*where, "component")
    if field is None:
        problems.required(place)
    elif problems.choice((*place, "type"), field.get("type"), IN_LABEL):
        _check_field(problems, place, field)


def _check_field(problems: Problems, where: Path, field: Json) -> None:
    match field["type"]:
        case 4:
            _check_text_input(problems, where, field)
        case 19:
            check_custom_id(problems, where, field)
            check_range(problems, where, field, 10)
        case 21:
            check_custom_id(problems, where, field)
            check_options(problems, where, field, 2, 10, 100)
        case 22:
            check_custom_id(problems, where, field)
            check_range(problems, where, field, 10)
            check_options(problems, where, field, max(1, field.get("max_values") or 1), 10, 100)
        case 23:
            check_custom_id(problems, where, field)
        case _:
            check_select(problems, where, field)
            _check_not_disabled(problems, where, field)


def _check_not_disabled(problems: Problems, where: Path, field: Json) -> None:
    if field.get("disabled"):
        problems.add((*where, "disabled"), "COMPONENT_MODAL_DISABLED", "Components in a modal cannot be disabled")


def _check_text_input(problems: Problems, where: Path, field: Json) -> None:
    check_custom_id(problems, where, field)
    problems.choice((*where, "style"), field.get("style"), (1, 2))
    problems.length((*where, "placeholder"), field.get("placeholder"), 0, 100, needed=False)
    low, high = field.get("min_length"), field.get("max_length")
    problems.integer((*where, "min_length"), low, 0, 4000)
    problems.integer((*where, "max_length"), high, 1, 4000)
    if isinstance(low, int) and isinstance(high, int) and low > high:
        problems.add((*where, "min_length"), "NUMBER_TYPE_MAX", f"min_length must be equal to or less than {high}.")
    problems.length((*where, "value"), field.get("value"), 0, high or 4000, needed=False)
