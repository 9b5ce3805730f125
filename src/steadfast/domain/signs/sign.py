"""A sign: which detector speaks, since when, and the figures that its words are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

DETECTORS = (
    "overloaded", "spoke last", "going late", "no next date", "silent", "ping-pong", "bouncing", "reclassified",
)  # fmt: skip
RANK = {name: place for place, name in enumerate(DETECTORS)}
"""What is worth a look first: what one person cannot keep, then what a client waits for, then what may go wrong."""

type Figure = int | str


@dataclass(frozen=True, slots=True)
class Sign:
    """`figures` hold data alone (seconds, counts, names of kinds), so that each reader gets the words in theirs."""

    detector: str
    since: datetime
    figures: Mapping[str, Figure]

    @property
    def rank(self) -> int:
        return RANK[self.detector]
