"""Messages as plain readable text: what people would read, without Discord's boxes."""

from typing import Any

from bot.sandbox.entities import Attachment, Json, Message


def plain(message: Message) -> str:
    """The whole message: content, embeds, components, files. A button is a line `[ A ]`."""
    lines = [message.content] if message.content else []
    for embed in message.embeds:
        lines += _embed(embed)
    lines += _components(message.components)
    if not message.is_components_v2:
        lines += [_file(attachment) for attachment in message.attachments]
    if message.is_loading:
        lines.append("(thinking…)")
    return "\n".join(lines)


def spoken(message: Message, reader: str | None = None) -> str:
    """The message with its author before it, and a note when only `reader` sees it."""
    note = f" (only {reader} sees this)" if message.is_ephemeral and reader else ""
    return f"{message.author.name}{note}:\n{plain(message)}"


def modal(title: str, components: list[Json]) -> str:
    """A form: its title, then every field with its label."""
    return "\n".join([f"«{title}»", *_components(components)])


def _embed(embed: Json) -> list[str]:
    lines: list[str] = [embed[key] for key in ("title", "description") if embed.get(key)]
    lines += [f"{field['name']}: {field['value']}" for field in embed.get("fields") or ()]
    if embed.get("footer"):
        lines.append(embed["footer"]["text"])
    return lines


def _file(attachment: Attachment) -> str:
    return f"<file: {attachment.description or attachment.filename}>"


def _components(components: list[Json]) -> list[str]:
    return [line for component in components for line in _component(component)]


def _component(component: Json) -> list[str]:
    kind: Any = component["type"]
    match kind:
        case 1:
            return _row(component["components"])
        case 9:
            return [*_components(component["components"]), *_component(component["accessory"])]
        case 10:
            return [component["content"]]
        case 11:
            return [_picture(component)]
        case 12:
            return [_picture(item) for item in component["items"]]
        case 13:
            return [f"<file: {component['file']['url'].rsplit('/', 1)[-1]}>"]
        case 14:
            return ["────"] if component.get("divider", True) else [""]
        case 17:
            return _components(component["components"])
        case 18:
            return [f"{component['label']}:", *_component(component["component"])]
        case _:
            return [_control(component)]


def _row(children: list[Json]) -> list[str]:
    return ["   ".join(_control(child) for child in children)]


def _control(component: Json) -> str:
    kind = component["type"]
    if kind == 2:
        emoji: str = component["emoji"]["name"] if component.get("emoji") else ""
        label = f"{emoji} {component.get('label') or ''}".strip()
        return f"({label})" if component.get("disabled") else f"[ {label} ]"
    if kind == 3 or kind in (21, 22):
        labels = " | ".join(option["label"] for option in component.get("options") or ())
        return f"[ {component.get('placeholder') or 'Choose'}: {labels} ]"
    if kind == 4:
        return f"[ {component.get('label') or component.get('placeholder') or ''}____ ]"
    return f"[ {component.get('placeholder') or component.get('label') or 'Choose'} ]"


def _picture(item: Json) -> str:
    described = item.get("description") or item["media"]["url"].rsplit("/", 1)[-1]
    return f"<picture: {described}>"
