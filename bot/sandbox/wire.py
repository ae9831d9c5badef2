"""JSON as it goes over the wire."""

from typing import Any

import orjson


def encode(value: Any) -> bytes:
    return orjson.dumps(value)


def decode(raw: bytes | str) -> Any:
    """Raises ValueError when `raw` is not JSON."""
    return orjson.loads(raw)
