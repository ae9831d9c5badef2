"""What Discord accepts as an application command, and how it keeps one."""

import unicodedata
from typing import Any

from bot.sandbox.entities import Json
from bot.sandbox.errors import ApiError, Path, Problems

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
MOST = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15}
OPTIONS = CHOICES = 25
TEXT_TOTAL = 8000
SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, NUMBER = 3, 4, 10
LOCALES = frozenset(
    ("id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl")
) | frozenset(
    ("pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko")
)
# Marks of Devanagari and Thai, which Discord's pattern admits beside letters and numbers.
MARKED_SCRIPTS = ("DEVANAGARI", "THAI")


def check_command(problems: Problems, path: Path, command: Json) -> None:
    kind = command.get("type") or CHAT_INPUT
    if not problems.choice((*path, "type"), kind, (CHAT_INPUT, USER, MESSAGE, 4)):
        return
    if kind == CHAT_INPUT:
        _check_name(problems, path, command)
        problems.length((*path, "description"), command.get("description"), 1, 100)
        _check_options(problems, path, command, depth=0)
        if _text_length(command) > TEXT_TOTAL:
            problems.add(
                path,
                "APPLICATION_COMMAND_TOO_LARGE",
                f"Command exceeds maximum size ({TEXT_TOTAL})",
            )
    else:
        problems.length((*path, "name"), command.get("name"), 1, 32)
        if command.get("description"):
            problems.add((*path, "description"), "APPLICATION_COMMAND_INVALID_DESCRIPTION", "Must be empty")
    _check_localizations(problems, path, command)
    _check_scope(problems, path, command)


def _check_scope(problems: Problems, path: Path, command: Json) -> None:
    for key, allowed in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        values = command.get(key)
        if values is not None and problems.count((*path, key), values, 1, len(allowed)):
            for number, value in enumerate(values):
                problems.choice((*path, key, number), value, allowed)
    granted = command.get("default_member_permissions")
    if granted is not None and not str(granted).isdigit():
        problems.add((*path, "default_member_permissions"), "NUMBER_TYPE_COERCE", f'Value "{granted}" is not int.')


def _check_name(problems: Problems, path: Path, thing: Json) -> None:
    name = thing.get("name")
    if not problems.length((*path, "name"), name, 1, 32):
        return
    text = str(name)
    if text != text.lower() or not all(_belongs_in_name(c) for c in text):
        problems.add((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _belongs_in_name(character: str) -> bool:
    if character in "-_'" or unicodedata.category(character)[0] in "LN":
        return True
    return unicodedata.name(character, "").startswith(MARKED_SCRIPTS)


def _check_localizations(problems: Problems, path: Path, thing: Json) -> None:
    for key, high in (("name_localizations", 32), ("description_localizations", 100)):
        translations: Json = thing.get(key) or {}
        for locale, text in translations.items():
            if locale not in LOCALES:
                problems.add((*path, key, locale), "ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid enum value.')
            problems.length((*path, key, locale), text, 1, high)


def _check_options(problems: Problems, path: Path, thing: Json, *, depth: int) -> None:
    options = thing.get("options")
    if options is None or not problems.count((*path, "options"), options, 0, OPTIONS):
        return
    names = [option.get("name") for option in options]
    optional_seen = False
    for number, option in enumerate(options):
        place = (*path, "options", number)
        _check_option(problems, place, option, depth=depth)
        if option.get("name") in names[:number]:
            problems.add(place, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
        if option.get("required") and optional_seen:
            problems.add(
                place,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_seen |= not option.get("required")
    nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        problems.add(
            (*path, "options"),
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other types",
        )


def _check_option(problems: Problems, place: Path, option: Json, *, depth: int) -> None:
    _check_name(problems, place, option)
    problems.length((*place, "description"), option.get("description"), 1, 100)
    _check_localizations(problems, place, option)
    kind = option.get("type")
    allowed = tuple(range(3, 12)) + ((SUBCOMMAND,) if depth < 2 else ()) + ((GROUP,) if depth < 1 else ())
    if not problems.choice((*place, "type"), kind, allowed):
        return
    if kind in (SUBCOMMAND, GROUP):
        _check_options(problems, place, option, depth=depth + 1 if kind == GROUP else 2)
        return
    _check_choices(problems, place, option)
    if kind == STRING:
        problems.integer((*place, "min_length"), option.get("min_length"), 0, 6000)
        problems.integer((*place, "max_length"), option.get("max_length"), 1, 6000)


def _check_choices(problems: Problems, place: Path, option: Json) -> None:
    choices: list[Json] = option.get("choices") or []
    if option.get("autocomplete") and choices:
        problems.add(
            (*place, "autocomplete"),
            "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE_EXCLUSIVE",
            "Choices and autocomplete are mutually exclusive",
        )
    if (choices or option.get("autocomplete")) and option["type"] not in (STRING, INTEGER, NUMBER):
        problems.add(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Only text and numbers can have choices")
        return
    check_choices(problems, (*place, "choices"), choices, option["type"])


def check_choices(problems: Problems, place: Path, choices: Any, kind: int) -> None:
    """The choices of an option, or those that an autocomplete answers with."""
    if not problems.count(place, choices, 0, CHOICES):
        return
    for number, choice in enumerate(choices):
        problems.length((*place, number, "name"), choice.get("name"), 1, 100)
        value = choice.get("value")
        if kind == STRING:
            problems.length((*place, number, "value"), value, 1, 100)
        elif isinstance(value, bool) or not isinstance(value, (int, float)):
            problems.add((*place, number, "value"), "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')


def _text_length(thing: Json) -> int:
    """Names, descriptions and values together, each with its longest translation, as Discord counts."""
    total = 0
    for key in ("name", "description"):
        translations: Json = thing.get(f"{key}_localizations") or {}
        total += max(len(str(text)) for text in [thing.get(key) or "", *translations.values()])
    for choice in thing.get("choices") or ():
        total += len(str(choice.get("name"))) + len(str(choice.get("value")))
    return total + sum(_text_length(option) for option in thing.get("options") or ())


def check_counts(commands: list[Json]) -> None:
    """Too many commands, or two of one name, refuse the lot."""
    for kind, most in MOST.items():
        of_kind = [command.get("name") for command in commands if (command.get("type") or CHAT_INPUT) == kind]
        if len(of_kind) > most:
            raise ApiError(400, 30032, f"Maximum number of application commands reached ({most})")
        if len(set(of_kind)) < len(of_kind):
            problems = Problems()
            problems.add((), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
            problems.close()


def kept(command: Json, *, identity: int, version: int, application_id: int, guild_id: int | None) -> Json:
    """The command object as Discord answers with it: every field named, defaults filled in."""
    granted = command.get("default_member_permissions")
    payload: Json = {
        "id": str(identity),
        "application_id": str(application_id),
        "version": str(version),
        "type": command.get("type") or CHAT_INPUT,
        "name": command["name"],
        "name_localizations": command.get("name_localizations") or None,
        "description": command.get("description") or "",
        "description_localizations": command.get("description_localizations") or None,
        "default_member_permissions": None if granted is None else str(granted),
        "nsfw": bool(command.get("nsfw")),
    }
    if guild_id is not None:
        payload["guild_id"] = str(guild_id)
    else:
        payload["dm_permission"] = command.get("dm_permission") is not False
        payload["contexts"] = command.get("contexts")
        payload["integration_types"] = command.get("integration_types") or [0]
    if payload["type"] == CHAT_INPUT and command.get("options"):
        payload["options"] = [_kept_option(option) for option in command["options"]]
    return payload


def _kept_option(option: Json) -> Json:
    """Discord leaves out what is null or merely the default."""
    payload = {key: value for key, value in option.items() if value is not False and value not in (None, [], {})}
    if option.get("options"):
        payload["options"] = [_kept_option(child) for child in option["options"]]
    return payload
