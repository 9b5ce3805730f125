"""Overload: what somebody has promised until an instant against what they settle in as many working hours.

Nobody estimates anything. The pace is the person's own, of the weeks before; absences count on both sides.
"""

from datetime import datetime

from steadfast.domain.signs import thresholds
from steadfast.domain.signs.sign import Sign


def overloaded(*, due: int, ahead_s: int, settled: int, worked_s: int, since: datetime) -> Sign | None:
    """Return a sign where `due` promises are too many for `ahead_s` working seconds.

    `settled` promises in `worked_s` working seconds is their pace; too little of it gives no sign.
    """
    if settled < thresholds.LOAD_HISTORY or worked_s <= 0 or due < thresholds.LOAD_LEAST:
        return None
    can = settled * ahead_s // worked_s
    if due < thresholds.LOAD * max(can, 1):
        return None
    return Sign("overloaded", since, {"due": due, "can": can, "hours": round(ahead_s / thresholds.HOUR)})
