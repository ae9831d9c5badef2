"""A message as the bot writes it: checked against Discord's limits, then put into the world's shape."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import component_limits, limits
from bot.sandbox.component_limits import walk
from bot.sandbox.entities import Attachment, Channel, Json, Message, MessageFlag, User, listed
from bot.sandbox.errors import ApiError, Path, Problems
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.calls import Call, Upload

MENTION = re.compile(r"<@!?(\d+)>")
ROLE_MENTION = re.compile(r"<@&(\d+)>")
SNOWFLAKE_LIKE = 100  # an attachment id below this points at files[n], one above at a kept attachment


@dataclass(slots=True)
class Draft:
    """What a new or edited message is to be. A field that an edit leaves alone is None."""

    content: str | None = None
    embeds: list[Json] | None = None
    components: list[Json] | None = None
    attachments: list[Attachment] | None = None
    flags: int = 0
    mentions: list[User] = field(default_factory=list[User])
    mention_roles: list[int] = field(default_factory=list[int])
    mention_everyone: bool = False

    def put_into(self, message: Message) -> Message:
        if self.content is not None:
            message.content = self.content
            message.mentions, message.mention_roles = self.mentions, self.mention_roles
            message.mention_everyone = self.mention_everyone
        if self.embeds is not None:
            message.embeds = self.embeds
        if self.components is not None:
            message.components = self.components
        if self.attachments is not None:
            message.attachments = self.attachments
        message.flags |= self.flags
        return message


def draft_new(call: Call, channel: Channel, body: Json, path: Path = (), *, ephemeral: bool = False) -> Draft:
    """A message that is about to be sent. Raises 50035 with what is wrong, 50006 when it is empty."""
    flags = _flags(body)
    v2 = bool(flags & MessageFlag.IS_COMPONENTS_V2)
    problems = _check(body, path, v2=v2)
    limits.check_files([len(upload.content) for upload in call.uploads.values()])
    problems.close()
    _refuse_empty(call, body)
    attachments = _attachments(call, channel, body, [], ephemeral=ephemeral or bool(flags & MessageFlag.EPHEMERAL))
    return _compose(call, channel, body, path, flags, attachments)


def draft_edit(call: Call, channel: Channel, body: Json, message: Message, path: Path = ()) -> Draft:
    """A change to a message. IS_COMPONENTS_V2 can be put on by an edit and never taken off."""
    flags = _flags(body)
    v2 = bool((message.flags | flags) & MessageFlag.IS_COMPONENTS_V2)
    problems = _check(body, path, v2=v2)
    if v2 and not message.is_components_v2:
        _check_nothing_left(problems, path, body, message)
    limits.check_files([len(upload.content) for upload in call.uploads.values()])
    problems.close()
    attachments: list[Attachment] | None = None
    if body.get("attachments") is not None or call.uploads:
        attachments = _attachments(call, channel, body, message.attachments, ephemeral=message.is_ephemeral)
    return _compose(call, channel, body, path, flags, attachments, message.attachments)


def _check(body: Json, path: Path, *, v2: bool) -> Problems:
    problems = Problems()
    if v2:
        limits.check_no_legacy_fields(problems, path, body)
    limits.check_content(problems, path, body.get("content"))
    limits.check_embeds(problems, path, body.get("embeds"))
    limits.check_allowed_mentions(problems, path, body.get("allowed_mentions"))
    component_limits.check_components(problems, path, body.get("components"), v2=v2)
    return problems


def _check_nothing_left(problems: Problems, path: Path, body: Json, message: Message) -> None:
    """An edit to components V2 must empty what the message had before."""
    for key, had in (("content", message.content), ("embeds", message.embeds)):
        if had and key not in body:
            limits.check_no_legacy_fields(problems, path, {key: had})


def _flags(body: Json) -> int:
    flags = body.get("flags")
    if flags is None:
        return 0
    problems = Problems()
    problems.integer(("flags",), flags, 0, 2**31 - 1)
    problems.close()
    return flags & limits.SETTABLE


def _refuse_empty(call: Call, body: Json) -> None:
    filled = any(body.get(key) for key in ("embeds", "components", "sticker_ids", "poll"))
    if not filled and not call.uploads and not (body.get("content") or "").strip():
        raise ApiError(400, 50006, "Cannot send an empty message")


def _attachments(
    call: Call, channel: Channel, body: Json, had: list[Attachment], *, ephemeral: bool
) -> list[Attachment]:
    """The files that came, described by `attachments`, and of those that were there the ones named again."""
    described: list[Json] | None = body.get("attachments")
    if described is None:
        described = [{"id": attachment.id} for attachment in had]
        described += [{"id": number} for number in call.uploads]
    kept = {attachment.id: attachment for attachment in had}
    result: list[Attachment] = []
    for entry in described:
        number = int(entry["id"])
        if number in kept:
            result.append(kept[number])
        elif number in call.uploads:
            result.append(_stored(call, channel, entry, call.uploads[number], ephemeral=ephemeral))
        elif number < SNOWFLAKE_LIKE:
            raise ApiError(400, 50035, "Invalid Form Body", _no_such_file(described.index(entry)))
    return result


def _no_such_file(index: int) -> Json:
    problems = Problems()
    problems.add(("attachments", index), "ATTACHMENT_NOT_FOUND", "Attachment data not found")
    return problems.tree


def _stored(call: Call, channel: Channel, entry: Json, upload: Upload, *, ephemeral: bool) -> Attachment:
    name: str = entry.get("filename") or upload.filename
    attachment = call.files.store(channel.id, name, upload.content, ephemeral=ephemeral)
    attachment.description = entry.get("description")
    attachment.title = entry.get("title")
    return attachment


def _compose(
    call: Call,
    channel: Channel,
    body: Json,
    path: Path,
    flags: int,
    attachments: list[Attachment] | None,
    had: list[Attachment] | None = None,
) -> Draft:
    named = {item.filename: item for item in (attachments if attachments is not None else had or [])}
    draft = Draft(flags=flags, attachments=attachments)
    if "content" in body:
        draft.content = (body["content"] or "").strip()
    if "embeds" in body:
        draft.embeds = [_embed(embed, named) for embed in listed(body["embeds"])]
        _take_shown_files(draft)
    if "components" in body:
        draft.components = _components(body["components"] or [], named, path)
    _find_mentions(call, channel, body, draft)
    return draft


def _embed(embed: Json, named: dict[str, Attachment]) -> Json:
    result: Json = {"type": "rich", **{key: value for key, value in embed.items() if value is not None}}
    for key in ("image", "thumbnail"):
        media = result.get(key)
        if media and str(media.get("url", "")).startswith("attachment://"):
            attachment = named.get(media["url"].removeprefix("attachment://"))
            if attachment is not None:
                result[key] = _media(attachment)
    return result


def _take_shown_files(draft: Draft) -> None:
    """A file that an embed shows is not shown below the message once more."""
    shown = {embed[key]["url"] for embed in draft.embeds or () for key in ("image", "thumbnail") if key in embed}
    if draft.attachments is not None:
        draft.attachments = [item for item in draft.attachments if item.url not in shown]


def _media(attachment: Attachment) -> Json:
    return {
        "url": attachment.url,
        "proxy_url": attachment.url,
        "width": attachment.width,
        "height": attachment.height,
        "content_type": attachment.content_type,
        "attachment_id": str(attachment.id),
        "placeholder": None,
        "loading_state": 2,
        "flags": 0,
    }


def _components(components: list[Json], named: dict[str, Attachment], path: Path) -> list[Json]:
    """The components with ids, and `attachment://` addresses replaced by where the files are."""
    copied = [_copied(component) for component in components]
    everything = list(walk(copied))
    taken = {component.get("id") for component in everything}
    fresh = (number for number in range(1, 2**31) if number not in taken)
    for component in everything:
        component["id"] = component.get("id") or next(fresh)
        name_defaults(component)
    for holder, key in _media_of(everything):
        holder[key] = _resolved(holder[key], named, path)
        if holder.get("type") == 13:
            attachment = named[holder[key]["name"]]
            holder["name"], holder["size"] = attachment.filename, len(attachment.content)
            del holder[key]["name"]
    return copied


def name_defaults(component: Json) -> None:
    """The ids of what a menu has chosen already, as Discord hands them on: as text, however they were sent."""
    for chosen in component.get("default_values") or ():
        chosen["id"] = str(chosen["id"])


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        mapping: Json = value  # pyright: ignore[reportUnknownVariableType] - an object out of JSON
        return {key: _copied(item) for key, item in mapping.items() if item is not None}
    if isinstance(value, list):
        items: list[Any] = value  # pyright: ignore[reportUnknownVariableType] - a list out of JSON
        return [_copied(item) for item in items]
    return value


def _media_of(everything: list[Json]) -> Iterator[tuple[Json, str]]:
    for component in everything:
        for key in ("media", "file"):
            if key in component:
                yield component, key
        for item in component.get("items") or ():
            yield item, "media"


def _resolved(media: Json, named: dict[str, Attachment], path: Path) -> Json:
    url: str = media["url"]
    if not url.startswith("attachment://"):
        return {"url": url, "proxy_url": url, "loading_state": 1, "flags": 0, "placeholder": None}
    name = url.removeprefix("attachment://")
    attachment = named.get(name)
    if attachment is None:
        problems = Problems()
        problems.add(
            (*path, "components"),
            "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
            f'The referenced attachment "{name}" was not found in the attachments array.',
        )
        problems.close()
        raise AssertionError("a problem was noted")
    return {**_media(attachment), "name": name}


def _find_mentions(call: Call, channel: Channel, body: Json, draft: Draft) -> None:
    texts = [draft.content or ""]
    texts += [item["content"] for item in walk(draft.components or []) if item["type"] == 10]
    text = "\n".join(texts)
    rules: Json | None = body.get("allowed_mentions")
    found = [int(number) for number in MENTION.findall(text)]
    allowed = _allowed(rules, "users", found)
    draft.mentions = [call.world.users[user] for user in allowed if user in call.world.users]
    draft.mention_roles = _allowed(rules, "roles", [int(number) for number in ROLE_MENTION.findall(text)])
    everyone = rules is None or "everyone" in (rules.get("parse") or ())
    may = call.world.permissions_of(call.world.bot.id, channel) & Permission.MENTION_EVERYONE
    draft.mention_everyone = bool(may and everyone and ("@everyone" in text or "@here" in text))


def _allowed(rules: Json | None, kind: str, found: list[int]) -> list[int]:
    if rules is None or kind in (rules.get("parse") or ()):
        return list(dict.fromkeys(found))
    named = {int(item) for item in rules.get(kind) or ()}
    return [item for item in dict.fromkeys(found) if item in named]
