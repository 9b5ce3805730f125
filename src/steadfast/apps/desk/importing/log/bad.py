"""The rows of a log that cannot be taken, each with its fault, and the tickets that are left out because of them.

Half a history would be another history, so a ticket one of whose rows is bad is left out whole: as it stands here, or
until a later export says it rightly. A bad row whose key cannot be read is left out alone.
"""

from dataclasses import dataclass, field

from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.kinds import MOST_REFUSED, Refused


@dataclass(slots=True)
class BadRows:
    """`count`: of bad rows, of which `refused` keeps the first. `along`: good rows of tickets that are left out."""

    refused: list[Refused] = field(default_factory=list)
    count: int = 0
    keys: set[str] = field(default_factory=set)
    along: int = 0
    first: Fault | None = None

    def add(self, fault: Fault, key: str | None) -> None:
        """Note a row; with its key, its ticket too."""
        self.first = self.first or fault
        self.count += 1
        if key is not None:
            self.keys.add(key)
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(Refused(fault.row or 0, fault.column, fault.value or "", fault.message))
