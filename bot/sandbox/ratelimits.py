"""Discord's rate limits: a bucket a route and major parameter, and fifty requests a second in all."""

import asyncio
import hashlib
import time
from dataclasses import dataclass

from bot.frozen import frozen

# Limit and window in seconds, as Discord's own headers tell them. Not listed means the last line.
RULES: dict[str, tuple[int, float]] = {
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": (5, 1.0),
    "POST /channels/{channel_id}/typing": (5, 5.0),
    "POST /webhooks/{webhook_id}/{webhook_token}": (5, 2.0),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": (5, 2.0),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": (5, 2.0),
}
OTHERWISE = (50, 1.0)
RELAXED = (10_000, 1.0)
GLOBAL = 50
MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")


@dataclass(slots=True)
class Bucket:
    limit: int
    window: float
    remaining: int
    resets: float


@frozen
class Verdict:
    """`headers` go with the answer in any case; `retry_after` is None for a request that may pass."""

    headers: dict[str, str]
    retry_after: float | None = None
    is_global: bool = False


class RateLimits:
    def __init__(self, *, enforced: bool = True) -> None:
        self.enforced = enforced
        self._buckets: dict[str, Bucket] = {}
        self._hashes: dict[str, str] = {}
        self._second = Bucket(GLOBAL, 1.0, GLOBAL, 0.0)

    def admit(self, route: str, parameters: dict[str, str], *, counts_globally: bool) -> Verdict | None:
        """What the request may do; None for the routes that have no limit (interaction callbacks)."""
        if route.endswith("/callback"):
            return None
        now = asyncio.get_running_loop().time()
        if self.enforced and counts_globally and not _take(self._second, now):
            retry = self._second.resets - now
            return Verdict({"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}, retry, True)
        bucket = self._bucket(route, parameters, now)
        passes = _take(bucket, now)
        headers = self._headers(route, bucket, now)
        if passes:
            return Verdict(headers)
        return Verdict({**headers, "X-RateLimit-Scope": "user"}, bucket.resets - now)

    def _bucket(self, route: str, parameters: dict[str, str], now: float) -> Bucket:
        limit, window = RULES.get(route, OTHERWISE) if self.enforced else RELAXED
        key = ":".join([route, *(parameters.get(name, "") for name in MAJOR)])
        bucket = self._buckets.get(key)
        if bucket is None or bucket.limit != limit:
            if len(self._buckets) > 5000:
                self._buckets = {key: old for key, old in self._buckets.items() if old.resets > now}
            bucket = self._buckets[key] = Bucket(limit, window, limit, 0.0)
        return bucket

    def _headers(self, route: str, bucket: Bucket, now: float) -> dict[str, str]:
        left = max(0.0, bucket.resets - now)
        return {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.remaining),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": self._hash(route),
        }

    def _hash(self, route: str) -> str:
        if route not in self._hashes:
            self._hashes[route] = hashlib.sha256(route.encode()).hexdigest()[:32]
        return self._hashes[route]


def _take(bucket: Bucket, now: float) -> bool:
    if now >= bucket.resets:
        bucket.remaining = bucket.limit
        bucket.resets = now + bucket.window
    if bucket.remaining == 0:
        return False
    bucket.remaining -= 1
    return True
