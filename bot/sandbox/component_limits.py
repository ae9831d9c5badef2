"""What Discord accepts as the components of a message, with and without IS_COMPONENTS_V2."""

from collections.abc import Iterator

from bot.sandbox.entities import Json
from bot.sandbox.errors import Path, Problems

TOTAL = 40
TEXT_TOTAL = 4000
ROWS = 5
SELECTS = (3, 5, 6, 7, 8)
TOP_LEVEL = (1, 9, 10, 12, 13, 14, 17)
IN_CONTAINER = (1, 9, 10, 12, 13, 14)
IN_ROW = (2, *SELECTS)


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, the outer ones first, as Discord counts them."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for key in ("accessory", "component"):
            if component.get(key):
                yield from walk([component[key]])


def check_components(problems: Problems, path: Path, components: object, *, v2: bool) -> None:
    where = (*path, "components")
    if components is None:
        return
    if not problems.count(where, components, 0, TOTAL if v2 else ROWS):
        return
    items: list[Json] = components  # pyright: ignore[reportAssignmentType] - a list, as just counted
    for number, component in enumerate(items):
        if problems.choice((*where, number, "type"), component.get("type"), TOP_LEVEL if v2 else (1,)):
            _check(problems, (*where, number), component)
    if not problems.tree:
        _check_together(problems, where, items, v2=v2)


def _check_together(problems: Problems, where: Path, items: list[Json], *, v2: bool) -> None:
    everything = list(walk(items))
    if len(everything) > TOTAL:
        problems.add(
            where,
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"Total number of components cannot exceed {TOTAL}",
        )
    if v2 and sum(len(item["content"]) for item in everything if item["type"] == 10) > TEXT_TOTAL:
        problems.add(
            where,
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"Components displayable text size exceeds maximum size of {TEXT_TOTAL}",
        )
    check_unique(problems, where, everything)


def check_unique(problems: Problems, where: Path, everything: list[Json]) -> None:
    for key, code, sentence in (
        ("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"),
        ("id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated"),
    ):
        given = [item[key] for item in everything if item.get(key)]
        if len(set(given)) < len(given):
            problems.add(where, code, sentence)


def _check(problems: Problems, where: Path, component: Json) -> None:
    problems.integer((*where, "id"), component.get("id"), 0, 2**31 - 1)
    match component["type"]:
        case 1:
            _check_row(problems, where, component)
        case 9:
            _check_section(problems, where, component)
        case 10:
            problems.length((*where, "content"), component.get("content"), 1, TEXT_TOTAL)
        case 11:
            _check_media(problems, where, component, "media")
        case 12:
            _check_gallery(problems, where, component)
        case 13:
            _check_file(problems, where, component)
        case 14:
            if component.get("spacing") is not None:
                problems.choice((*where, "spacing"), component["spacing"], (1, 2))
        case _:
            _check_container(problems, where, component)


def _children(
    problems: Problems, where: Path, component: Json, high: int, allowed: tuple[int, ...]
) -> list[tuple[Path, Json]]:
    path = (*where, "components")
    children = component.get("components")
    if children is None:
        problems.required(path)
        return []
    if not problems.count(path, children, 1, high):
        return []
    numbered = [((*path, number), child) for number, child in enumerate(children)]
    return [
        (place, child) for place, child in numbered if problems.choice((*place, "type"), child.get("type"), allowed)
    ]


def _check_container(problems: Problems, where: Path, component: Json) -> None:
    problems.integer((*where, "accent_color"), component.get("accent_color"), 0, 0xFFFFFF)
    for place, child in _children(problems, where, component, TOTAL, IN_CONTAINER):
        _check(problems, place, child)


def _check_section(problems: Problems, where: Path, component: Json) -> None:
    for place, child in _children(problems, where, component, 3, (10,)):
        _check(problems, place, child)
    accessory = component.get("accessory")
    place = (*where, "accessory")
    if accessory is None:
        problems.required(place)
    elif problems.choice((*place, "type"), accessory.get("type"), (2, 11)):
        (check_button if accessory["type"] == 2 else _check)(problems, place, accessory)


def _check_row(problems: Problems, where: Path, component: Json) -> None:
    children = _children(problems, where, component, 5, IN_ROW)
    if len(children) > 1 and any(child["type"] in SELECTS for _, child in children):
        for place, _ in children[1:]:
            problems.add(
                place,
                "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "The specified component exceeds the maximum width",
            )
    for place, child in children:
        (check_button if child["type"] == 2 else check_select)(problems, place, child)


def _check_gallery(problems: Problems, where: Path, component: Json) -> None:
    place = (*where, "items")
    if component.get("items") is None:
        problems.required(place)
    elif problems.count(place, component["items"], 1, 10):
        for number, item in enumerate(component["items"]):
            _check_media(problems, (*place, number), item, "media")


def _check_file(problems: Problems, where: Path, component: Json) -> None:
    if _check_media(problems, where, component, "file"):
        url: str = component["file"]["url"]
        if not url.startswith("attachment://"):
            problems.add(
                (*where, "file", "url"),
                "UNFURLED_MEDIA_ITEM_MUST_BE_ATTACHMENT",
                "The url must reference an attachment of this message",
            )


def _check_media(problems: Problems, where: Path, component: Json, key: str) -> bool:
    if component.get("description") is not None:
        problems.length((*where, "description"), component["description"], 1, 1024)
    if not component.get(key):
        problems.required((*where, key))
        return False
    return check_url(problems, (*where, key, "url"), component[key].get("url"), 2048, ("http", "https", "attachment"))


def check_url(problems: Problems, where: Path, url: object, high: int, schemes: tuple[str, ...]) -> bool:
    if not problems.length(where, url, 1, high):
        return False
    scheme, separator, rest = str(url).partition("://")
    if separator and rest and scheme in schemes:
        return True
    listed = ", ".join(schemes)
    problems.add(
        where,
        "URL_TYPE_INVALID_SCHEME",
        f"Scheme must be one of ({listed})." if separator else "Not a well formed URL.",
    )
    return False


def check_button(problems: Problems, where: Path, button: Json) -> None:
    problems.integer((*where, "id"), button.get("id"), 0, 2**31 - 1)
    if not problems.choice((*where, "style"), button.get("style"), (1, 2, 3, 4, 5, 6)):
        return
    problems.length((*where, "label"), button.get("label"), 0, 80, needed=False)
    style = button["style"]
    if style == 5:
        check_url(problems, (*where, "url"), button.get("url"), 512, ("http", "https", "discord"))
        _forbid(problems, where, button, "custom_id")
    elif style == 6:
        if not button.get("sku_id"):
            problems.required((*where, "sku_id"))
        return
    else:
        check_custom_id(problems, where, button)
        _forbid(problems, where, button, "url")
    if not button.get("label") and not button.get("emoji"):
        problems.required((*where, "label"))
    check_emoji(problems, where, button.get("emoji"))


def _forbid(problems: Problems, where: Path, button: Json, key: str) -> None:
    if button.get(key):
        problems.add(
            (*where, key),
            "COMPONENT_CUSTOM_ID_URL_EXCLUSIVE",
            "A custom id and url cannot both be specified",
        )


def check_custom_id(problems: Problems, where: Path, component: Json) -> None:
    problems.length((*where, "custom_id"), component.get("custom_id"), 1, 100)


def check_emoji(problems: Problems, where: Path, emoji: Json | None) -> None:
    """A custom emoji has an id; any other must be a real emoji, which plain ASCII never is."""
    if emoji and not emoji.get("id") and (not emoji.get("name") or str(emoji["name"]).isascii()):
        problems.add((*where, "emoji", "name"), "COMPONENT_INVALID_EMOJI", "Invalid emoji")


def check_select(problems: Problems, where: Path, select: Json) -> None:
    problems.integer((*where, "id"), select.get("id"), 0, 2**31 - 1)
    check_custom_id(problems, where, select)
    problems.length((*where, "placeholder"), select.get("placeholder"), 0, 150, needed=False)
    low, high = check_range(problems, where, select, 25)
    if select["type"] == 3:
        check_options(problems, where, select, max(high, 1), 25, 100)
        return
    defaults: list[Json] = select.get("default_values") or []
    if defaults and not low <= len(defaults) <= high:
        problems.add(
            (*where, "default_values"),
            "BASE_TYPE_BAD_LENGTH",
            f"Must be between {low} and {high} in length.",
        )


def check_range(problems: Problems, where: Path, component: Json, most: int) -> tuple[int, int]:
    """`min_values` and `max_values` with Discord's defaults of one; problems are noted."""
    low, high = component.get("min_values"), component.get("max_values")
    good = problems.integer((*where, "min_values"), low, 0, most) or low is None
    good &= problems.integer((*where, "max_values"), high, 1, most) or high is None
    low, high = 1 if low is None else low, 1 if high is None else high
    if good and low > high:
        problems.add((*where, "min_values"), "NUMBER_TYPE_MAX", f"min_values must be equal to or less than {high}.")
    return (low, high) if good else (0, 0)


def check_options(problems: Problems, where: Path, component: Json, fewest: int, most: int, label: int) -> None:
    """The options of a choice. There must be at least as many as can be chosen."""
    path = (*where, "options")
    options = component.get("options")
    if options is None:
        problems.required(path)
        return
    if not problems.count(path, options, fewest, most):
        return
    for number, option in enumerate(options):
        problems.length((*path, number, "label"), option.get("label"), 1, label)
        problems.length((*path, number, "value"), option.get("value"), 1, 100)
        problems.length((*path, number, "description"), option.get("description"), 0, 100, needed=False)
        check_emoji(problems, (*path, number), option.get("emoji"))
    values = [option.get("value") for option in options]
    for number, value in enumerate(values):
        if value is not None and value in values[:number]:
            problems.add(
                (*path, number, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
