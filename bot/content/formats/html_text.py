"""The plain text of what other programs keep as HTML."""

import re
from html import unescape

_BREAK = re.compile(r"<(?:br|hr|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>[^<]*(?:</\1>)?", re.IGNORECASE)
_COMMENT = re.compile(r"<!--[^<>]*-->")
_KNOWN = (
    "a|abbr|audio|b|big|blockquote|body|br|center|cite|code|dd|div|dl|dt|em|font|h[1-6]|hr|html|i|img|kbd|li|mark|ol|p|"
    "pre|q|rt|ruby|s|samp|script|small|source|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|video"
)
_TAG = re.compile(rf"</?(?:{_KNOWN})\b[^<>]*>", re.IGNORECASE)
_PICTURE = re.compile(r"<(?:img|audio|video)\b", re.IGNORECASE)


def plain_text(html: str) -> str:
    """The text with its line breaks; what only looks like a tag stays, as in `a < b`."""
    text = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub("", _COMMENT.sub("", html))))
    lines = (" ".join(line.split()) for line in unescape(text).split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def has_tags(text: str) -> bool:
    """Whether a text whose format nobody named is HTML."""
    return _TAG.search(text) is not None


def has_media(html: str) -> bool:
    """Whether it shows a picture or plays a sound, of which no text remains."""
    return _PICTURE.search(html) is not None
