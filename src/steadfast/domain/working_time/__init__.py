"""Working time: business calendars (`Hours`) and the clocks that run on them (`Clock`). Pure; reads no clock.

`docs/algorithms/clock.md` tells the rules, with worked tables that run as tests.
"""

from steadfast.domain.working_time.clock import Clock, Share, State, basis_points
from steadfast.domain.working_time.errors import CalendarError
from steadfast.domain.working_time.explain import Kind, Step
from steadfast.domain.working_time.hours import Hours
from steadfast.domain.working_time.pauses import Pause
from steadfast.domain.working_time.words import duration, phrase, sentence

__all__ = [
    "CalendarError",
    "Clock",
    "Hours",
    "Kind",
    "Pause",
    "Share",
    "State",
    "Step",
    "basis_points",
    "duration",
    "phrase",
    "sentence",
]
