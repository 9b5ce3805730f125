"""A service level: how fast, on which hours, and what stops which clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from steadfast.domain.working_time import Hours, Share

FIRST_RESPONSE = "first_response"
RESOLUTION = "resolution"
NEXT_UPDATE = "next_update"
TARGETS = (FIRST_RESPONSE, RESOLUTION, NEXT_UPDATE)


@dataclass(frozen=True)
class ServiceLevel:
    """targets: priority -> name of a target -> working seconds; a priority without a target has no such clock.

    A state in `pause_states`, and the time between resolved and reopened, pause the targets in `paused_targets`.
    """

    hours: Hours
    targets: Mapping[str, Mapping[str, int]]
    pause_states: frozenset[str] = frozenset()
    paused_targets: frozenset[str] = frozenset()
    warn_at: Share = field(default=Fraction(3, 4))

    def seconds(self, priority: str | None, target: str) -> int | None:
        """The target of a priority in working seconds, None where the level promises nothing."""
        return None if priority is None else self.targets.get(priority, {}).get(target)
