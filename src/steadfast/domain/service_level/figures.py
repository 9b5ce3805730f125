"""What a clock says at an instant, as four figures that a row can show or store."""

from dataclasses import dataclass
from datetime import datetime

from steadfast.domain.working_time import Clock, Share, State


@dataclass(frozen=True, slots=True)
class Figures:
    """`due` and `warn` are None while an open-ended pause keeps them from coming; `worked` in working seconds."""

    due: datetime | None
    warn: datetime | None
    worked: int
    state: State


def figures(clock: Clock, warn_at: Share, now: datetime) -> Figures:
    """The four figures of a clock at `now`."""
    return Figures(clock.due, clock.warn(warn_at), clock.worked(now), clock.state(now))
