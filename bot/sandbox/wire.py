"""JSON as fast as the machine has it: orjson where it is installed, the standard library where not."""

import json
from typing import Any

try:
    import orjson as fast
except ImportError:  # pragma: no cover - depends on what is installed
    fast = None


def encode(value: Any) -> bytes:
    if fast is not None:
        return fast.dumps(value)
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def decode(raw: bytes | str) -> Any:
    """Raises ValueError when `raw` is not JSON."""
    return json.loads(raw) if fast is None else fast.loads(raw)
