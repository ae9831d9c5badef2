"""Figures: what was measured, of whom, beside which aim."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `bare` is the bare client's figure where there is one; `aim` says what is hoped for."""

    what: str
    clio: float
    unit: str
    bare: float | None = None
    aim: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the bare client's figure Clio's is."""
        return None if not self.bare else self.clio / self.bare

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": self.ratio}


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of them does not exceed; 0.5 is the median."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
