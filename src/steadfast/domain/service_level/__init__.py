"""Service levels: which clocks a ticket's events start, pause and end, and what each clock says.

Rule 10 of `docs/algorithms/clock.md`, as pure functions over events.
"""

from steadfast.domain.service_level.clocks import clocks
from steadfast.domain.service_level.figures import Figures, figures
from steadfast.domain.service_level.level import FIRST_RESPONSE, NEXT_UPDATE, RESOLUTION, TARGETS, ServiceLevel
from steadfast.domain.service_level.story import Event, Happening

__all__ = [
    "FIRST_RESPONSE",
    "NEXT_UPDATE",
    "RESOLUTION",
    "TARGETS",
    "Event",
    "Figures",
    "Happening",
    "ServiceLevel",
    "clocks",
    "figures",
]
