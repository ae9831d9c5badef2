"""What is counted and timed while Clio runs, in a registry of its own, for Prometheus.

No label holds an id, a name or an answer: each takes one of a few fixed values.
"""

import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from types import SimpleNamespace

import aiohttp
import discord
from discord import InteractionType
from prometheus_client import CollectorRegistry, Counter, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.metrics_core import Metric

KINDS = {
    InteractionType.application_command: "command",
    InteractionType.autocomplete: "autocomplete",
    InteractionType.component: "control",
    InteractionType.modal_submit: "form",
}
OUTCOME = "outcome"
"""In an interaction's extras, where it was not answered as was asked: refused, failed or late."""

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5)
WRITES = (1, 2, 5, 10, 20, 50, 100, 200, 500)


class Measures:
    """The counters of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._interactions = Counter(
            "clio_interactions",
            "Interactions that were dealt with, by how they ended: answered, refused, failed or late.",
            ("kind", "outcome"),
            registry=self.registry,
        )
        self._acknowledgements = Histogram(
            "clio_interaction_acknowledgement_seconds",
            "From taking up an interaction until Discord had its first answer; Discord waits 3 seconds.",
            ("kind",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._commit_seconds = Histogram(
            "clio_store_commit_seconds", "How long a commit took.", buckets=SECONDS, registry=self.registry
        )
        self._commit_writes = Histogram(
            "clio_store_commit_writes", "How many writes shared a commit.", buckets=WRITES, registry=self.registry
        )
        self._failed_commits = Counter(
            "clio_store_failed_commits", "Commits that the database refused.", registry=self.registry
        )
        self.loop_lag = Histogram(
            "clio_event_loop_lag_seconds",
            "How much later than planned the event loop came back to a timer.",
            buckets=SECONDS,
            registry=self.registry,
        )
        self._under_way: dict[str, tuple[str, float]] = {}

    @contextmanager
    def interaction(self, interaction: discord.Interaction) -> Generator[None]:
        """Count an interaction, and time its first answer."""
        kind, own = KINDS.get(interaction.type, "other"), str(interaction.id)
        self._under_way[own] = kind, time.perf_counter()
        try:
            yield
        finally:
            self._under_way.pop(own, None)
            self._interactions.labels(kind, interaction.extras.get(OUTCOME, "answered")).inc()

    def committed(self, writes: int, seconds: float, is_kept: bool) -> None:
        """A commit is done, or was refused."""
        if not is_kept:
            self._failed_commits.inc()
            return
        self._commit_seconds.observe(seconds)
        self._commit_writes.observe(writes)

    def http_trace(self) -> aiohttp.TraceConfig:
        """Watches requests to Discord for first answers to interactions."""
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._request_ended)
        return trace

    async def _request_ended(
        self, _session: aiohttp.ClientSession, _context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
    ) -> None:
        parts = ended.url.path.rsplit("/", 3)  # .../interactions/<id>/<token>/callback
        if parts[-1] != "callback" or ended.response.status >= 300:
            return
        under_way = self._under_way.get(parts[1])
        if under_way is not None:
            kind, began = under_way
            self._acknowledgements.labels(kind).observe(time.perf_counter() - began)


class Standing:
    """What is read off when somebody asks, as long as it is registered."""

    def __init__(self, read: Callable[[], Iterable[Metric]]) -> None:
        self._read = read

    def describe(self) -> Iterable[Metric]:
        """Nothing: so that registering asks for nothing."""
        return ()

    def collect(self) -> Iterable[Metric]:
        return self._read()
