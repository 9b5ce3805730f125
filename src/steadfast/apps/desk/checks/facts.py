"""The events of a ticket as facts, and what they have told of its row so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from steadfast.apps.desk.importing.log.phases import Phases

CHANGED = ("impact", "urgency", "priority")  # together, by us or by a row of a log


@dataclass(frozen=True, slots=True)
class Fact:
    """An event of a ticket: what, when, by whom, and its data."""

    kind: str
    at: datetime
    actor: int | None
    data: Mapping[str, Any]


@dataclass(slots=True)
class Telling:
    """The columns told so far, and of a log its phases and how many of its rows there were."""

    columns: dict[str, Any] = field(default_factory=dict)
    phases: Phases = field(default_factory=Phases)
    rows: int = 0
    before: dict[int, "Telling"] = field(default_factory=dict)

    def begin_work(self) -> None:
        """What was new is in progress."""
        if self.columns.get("state") == "new":
            self.columns["state"] = "in progress"
