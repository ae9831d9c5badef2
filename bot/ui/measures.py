"""What is counted and timed while Clio runs, in a registry of its own, for Prometheus.

No label holds an id, a name or an answer: each takes one of a few fixed values.
"""

import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager

import discord
from discord import InteractionType
from prometheus_client import CollectorRegistry, Counter, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.metrics_core import Metric

from bot.ui.measuring import ACKNOWLEDGED, OUTCOME

KINDS = {
    InteractionType.application_command: "command",
    InteractionType.autocomplete: "autocomplete",
    InteractionType.component: "control",
    InteractionType.modal_submit: "form",
}

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

    @contextmanager
    def interaction(self, interaction: discord.Interaction) -> Generator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            kind = KINDS.get(interaction.type, "other")
            self._interactions.labels(kind, interaction.extras.get(OUTCOME, "answered")).inc()
            if interaction.response.is_done():
                acknowledged = interaction.extras.get(ACKNOWLEDGED) or time.perf_counter()
                self._acknowledgements.labels(kind).observe(acknowledged - began)

    def committed(self, writes: int, seconds: float, is_kept: bool) -> None:
        if not is_kept:
            self._failed_commits.inc()
            return
        self._commit_seconds.observe(seconds)
        self._commit_writes.observe(writes)


class Standing:
    """What is read off when somebody asks, as long as it is registered."""

    def __init__(self, read: Callable[[], Iterable[Metric]]) -> None:
        self._read = read

    def describe(self) -> Iterable[Metric]:
        """Nothing: so that registering asks for nothing."""
        return ()

    def collect(self) -> Iterable[Metric]:
        return self._read()
