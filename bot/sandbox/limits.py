"""What Discord accepts in a message: lengths, counts, embeds. Components have files of their own."""

from bot.sandbox.entities import Json, MessageFlag
from bot.sandbox.errors import ApiError, Path, Problems

CONTENT = 2000
EMBEDS = 10
EMBED_TOTAL = 6000
FILES = 10
FILE_BYTES = 10 * 1024 * 1024
REQUEST_BYTES = 25 * 1024 * 1024
NONCE = 25

SETTABLE = (
    MessageFlag.SUPPRESS_EMBEDS
    | MessageFlag.EPHEMERAL
    | MessageFlag.SUPPRESS_NOTIFICATIONS
    | MessageFlag.IS_VOICE_MESSAGE
    | MessageFlag.IS_COMPONENTS_V2
)


def check_content(problems: Problems, path: Path, content: object) -> None:
    problems.length((*path, "content"), content, 0, CONTENT, needed=False)


def check_no_legacy_fields(problems: Problems, path: Path, body: Json) -> None:
    """With IS_COMPONENTS_V2 a message is its components and nothing else."""
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(key):
            problems.add(
                (*path, key),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def check_allowed_mentions(problems: Problems, path: Path, mentions: object) -> None:
    if mentions is None:
        return
    where = (*path, "allowed_mentions")
    if not isinstance(mentions, dict):
        problems.add(where, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return
    value: Json = mentions  # pyright: ignore[reportUnknownVariableType] - an object out of JSON
    parsed: list[str] = value.get("parse") or []
    for number, kind in enumerate(parsed):
        problems.choice((*where, "parse", number), kind, ("users", "roles", "everyone"))
    for kind in ("users", "roles"):
        if not value.get(kind):
            continue
        problems.count((*where, kind), value[kind], 0, 100)
        if kind in parsed:
            problems.add(
                where,
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )


def check_nonce(problems: Problems, nonce: object) -> None:
    if isinstance(nonce, str):
        problems.length(("nonce",), nonce, 0, NONCE, needed=False)
    elif nonce is not None:
        problems.integer(("nonce",), nonce, -(2**63), 2**63 - 1)


def check_embeds(problems: Problems, path: Path, embeds: object) -> None:
    where = (*path, "embeds")
    if embeds is None or not problems.count(where, embeds, 0, EMBEDS):
        return
    items: list[Json] = embeds  # pyright: ignore[reportAssignmentType] - a list, as just counted
    for number, embed in enumerate(items):
        _check_embed(problems, (*where, number), embed)
    if sum(_embed_length(embed) for embed in items) > EMBED_TOTAL:
        problems.add(where, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBED_TOTAL}")


def _check_embed(problems: Problems, where: Path, embed: Json) -> None:
    for key, high in (("title", 256), ("description", 4096)):
        problems.length((*where, key), embed.get(key), 0, high, needed=False)
    problems.integer((*where, "color"), embed.get("color"), 0, 0xFFFFFF)
    if embed.get("footer"):
        problems.length((*where, "footer", "text"), embed["footer"].get("text"), 0, 2048)
    if embed.get("author"):
        problems.length((*where, "author", "name"), embed["author"].get("name"), 0, 256)
    if embed.get("fields") and problems.count((*where, "fields"), embed["fields"], 0, 25):
        for number, field in enumerate(embed["fields"]):
            problems.length((*where, "fields", number, "name"), field.get("name"), 1, 256)
            problems.length((*where, "fields", number, "value"), field.get("value"), 1, 1024)


def _embed_length(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    if embed.get("footer"):
        texts.append(embed["footer"].get("text"))
    if embed.get("author"):
        texts.append(embed["author"].get("name"))
    for field in embed.get("fields") or ():
        texts += [field.get("name"), field.get("value")]
    return sum(len(str(text)) for text in texts if text)


def check_files(sizes: list[int]) -> None:
    """Files that are too many or too big are refused before anything else is looked at."""
    if len(sizes) > FILES:
        problems = Problems()
        problems.add(("files",), "BASE_TYPE_MAX_LENGTH", f"Must be {FILES} or fewer in length.")
        problems.close()
    if any(size > FILE_BYTES for size in sizes) or sum(sizes) > REQUEST_BYTES:
        raise ApiError(413, 40005, "Request entity too large")
