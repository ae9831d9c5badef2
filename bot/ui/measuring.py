"""What is told of interactions and commits to whoever counts them; nobody does unless the operator wants figures."""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

import discord

OUTCOME = "outcome"
"""In an interaction's extras, where it was not answered as was asked: refused, failed or late."""
ACKNOWLEDGED = "acknowledged"
"""In an interaction's extras, when Discord had its first answer, on the clock of `time.perf_counter`."""


class Measuring(Protocol):
    """Counts and times."""

    def interaction(self, interaction: discord.Interaction) -> AbstractContextManager[None]:
        """Count an interaction, and time its first answer, which the doors have noted or which ends it."""
        ...

    def committed(self, writes: int, seconds: float, is_kept: bool) -> None:
        """A commit is done, or was refused."""
        ...


class Unmeasured:
    """Counts nothing."""

    def interaction(self, interaction: discord.Interaction) -> AbstractContextManager[None]:
        return nullcontext()

    def committed(self, writes: int, seconds: float, is_kept: bool) -> None:
        pass
