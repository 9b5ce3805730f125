"""Which clients are at risk, said line by line. There is no score: a client is listed for the lines that speak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from steadfast.domain.measures import interval

BROKEN_SHARE = 0.2
"""One promise in five, for certain: the lower end of the interval of the broken share lies above it."""
OPEN_LATE = 3
"""One late promise is a slip, two may be one cause; three are felt as a habit."""
USED_TO_CALL, QUIET_DAYS, BEFORE_DAYS = 6, 60, 180
"""Six tickets in half a year and then none for two months: whoever stops calling has stopped expecting help."""

AHEAD_DAYS = 60
"""Two months before the last day for notice: time enough to talk about renewing, while either side is still free."""
UNSPOKEN_DAYS = 28
"""Four weeks without a word, said only of a client whose agreement ends: by itself a quiet month is a good one."""


@dataclass(frozen=True, slots=True)
class Ending:
    """An agreement: days until its last one (0: today; negative: it ended), and the notice agreed."""

    name: str
    on: date
    days: int
    notice_days: int = 0

    @property
    def notice_by(self) -> date:
        """Return the last day on which notice can be given."""
        return self.on - timedelta(days=self.notice_days)

    @property
    def is_near(self) -> bool:
        """Tell whether it is time to talk about renewing."""
        return self.days <= self.notice_days + AHEAD_DAYS


@dataclass(frozen=True, slots=True)
class Past:
    """Of one client: what fell due of ours in 90 days, what of it was broken or is open and late, tickets opened,
    agreements that have an end, and days since either side spoke (None: they never did).
    """

    fell_due: int = 0
    broken: int = 0
    open_late: int = 0
    lately: int = 0
    before: int = 0
    endings: Sequence[Ending] = ()
    quiet_days: int | None = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One reason, with the figures that its words are made of."""

    reason: str
    figures: Mapping[str, int]
    ending: Ending | None = None


def lines(past: Past) -> list[Line]:
    """Return why a client is at risk; nothing where nothing speaks for it."""
    found = [Line("ending", {"days": one.days}, one) for one in past.endings if one.is_near]
    is_ending = bool(found)
    share = interval.wilson(past.broken, past.fell_due)
    if share is not None and share[0] > BROKEN_SHARE:
        low, high = (round(end * 100) for end in share)
        figures = {"broken": past.broken, "fell_due": past.fell_due, "low": low, "high": high}
        found.append(Line("broken", figures))
    elif is_ending and past.broken:
        found.append(Line("some broken", {"n": past.broken}))
    if past.open_late >= OPEN_LATE:
        found.append(Line("open late", {"n": past.open_late}))
    if past.lately == 0 and past.before >= USED_TO_CALL:
        found.append(Line("silent", {"before": past.before}))
    elif is_ending and past.quiet_days is None:
        found.append(Line("never spoke", {}))
    elif is_ending and past.quiet_days is not None and past.quiet_days >= UNSPOKEN_DAYS:
        found.append(Line("unspoken", {"weeks": past.quiet_days // 7}))
    return found
