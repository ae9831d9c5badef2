"""A modal as a person fills it in."""

from collections.abc import Mapping
from typing import Any, cast

from bot.sandbox.entities import Json, listed
from bot.sandbox.options import ATTACHMENT, CHANNEL, MENTIONABLE, ROLE, USER, Refused, plain

TEXT_INPUT, STRING_SELECT, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 4, 3, 19, 21, 22, 23
ENTITY_SELECTS = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}


def fields(components: list[Json]) -> list[tuple[str, Json]]:
    """The inputs of a modal with the label of each."""
    found: list[tuple[str, Json]] = []
    for component in components:
        if component["type"] == 18:
            found.append((component["label"], component["component"]))
        elif component["type"] == 1:
            found += [(child.get("label") or "", child) for child in component["components"]]
    return found


def fill(components: list[Json], values: Mapping[str, Any]) -> list[Json]:
    """What the client sends for `values`, named by custom_id or label; the rest keeps its default.

    Raises Refused where the client would not send the form.
    """
    named: Json = {}
    for label, field in fields(components):
        for name in (field["custom_id"], label):
            if name in values:
                named[field["custom_id"]] = values[name]
    left = set(values) - {name for label, field in fields(components) for name in (field["custom_id"], label)}
    if left:
        raise Refused(f"The form has no field called {', '.join(sorted(left))}.")
    submitted = [_component(component, named) for component in components]
    check(components, submitted)
    return submitted


def _component(component: Json, named: Json) -> Json:
    result: Json = {"type": component["type"], "id": component.get("id", 0)}
    if component["type"] == 18:
        return result | {"component": _field(component["component"], named)}
    if component["type"] == 1:
        return result | {"components": [_field(child, named) for child in component["components"]]}
    return result


def _field(field: Json, named: Json) -> Json:
    given = named.get(field["custom_id"])
    filled: Json = {"type": field["type"], "id": field.get("id", 0), "custom_id": field["custom_id"]}
    match field["type"]:
        case 4:
            filled["value"] = str(given) if given is not None else field.get("value") or ""
        case 21:
            filled["value"] = given if given is not None else next(iter(_defaults(field)), None)
        case 23:
            filled["value"] = bool(given) if given is not None else bool(field.get("default"))
        case _:
            filled["values"] = _several(given) if given is not None else _defaults(field)
    return filled


def _several(given: Any) -> list[str]:
    values = cast(list[Any], given) if isinstance(given, list) else [given]
    return [str(plain(value)) for value in values]


def _defaults(field: Json) -> list[str]:
    chosen = [option["value"] for option in listed(field.get("options")) if option.get("default")]
    return chosen or [str(value["id"]) for value in listed(field.get("default_values"))]


def check(components: list[Json], submitted: list[Json]) -> None:
    """Lengths, required fields and choices, which Discord refuses before the bot hears of anything."""
    given = {field["custom_id"]: field for _, field in fields_submitted(submitted)}
    for label, field in fields(components):
        if field["custom_id"] not in given:
            raise Refused(f"The form was sent without the field {label}.")
        _check_field(label, field, given[field["custom_id"]])


def fields_submitted(submitted: list[Json]) -> list[tuple[int, Json]]:
    """The inputs in a submitted form with the option type that their values name, 0 for plain ones."""
    found: list[Json] = []
    for component in submitted:
        if component["type"] == 18:
            found.append(component["component"])
        elif component["type"] == 1:
            found += component["components"]
    kinds = {**ENTITY_SELECTS, FILE_UPLOAD: ATTACHMENT}
    return [(kinds.get(field["type"], 0), field) for field in found]


def _check_field(label: str, field: Json, given: Json) -> None:
    required = field.get("required") is not False
    if field["type"] == TEXT_INPUT:
        _check_text(label, field, given["value"], required=required)
    elif field["type"] == RADIO:
        if given["value"] is None and required:
            raise Refused(f"{label} is required.")
        check_chosen(label, field, [] if given["value"] is None else [given["value"]])
    elif field["type"] != CHECKBOX:
        values: list[str] = given["values"]
        if not values and not required:
            return
        low, high = field.get("min_values"), field.get("max_values") or 1
        if not (1 if low is None else low) <= len(values) <= high:
            raise Refused(f"{label} takes between {1 if low is None else low} and {high} choices.")
        check_chosen(label, field, values)


def _check_text(label: str, field: Json, text: str, *, required: bool) -> None:
    if not text and not required:
        return
    low = max(field.get("min_length") or 0, 1 if required else 0)
    high = field.get("max_length") or 4000
    if not low <= len(text) <= high:
        raise Refused(f"{label} must be between {low} and {high} characters long.")


def check_chosen(label: str, field: Json, values: list[str]) -> None:
    options = [option["value"] for option in listed(field.get("options"))]
    for value in values:
        if options and value not in options:
            raise Refused(f"{value!r} is not among the choices of {label}.")
