"""The years of a calendar that are compiled so far; grows on demand, within stated limits, and is shared.

A table is never changed, only replaced by a larger one, so threads may ask while another grows it.
"""

from functools import lru_cache

from steadfast.domain.working_time import zones
from steadfast.domain.working_time.calendar import Calendar, Rule
from steadfast.domain.working_time.compiling import compile_rule
from steadfast.domain.working_time.errors import CalendarError
from steadfast.domain.working_time.instants import to_instant
from steadfast.domain.working_time.table import Table

FIRST_YEAR, LAST_YEAR = 1900, 2199
BLOCK = 4
"""Years compiled at a time; blocks start at a multiple of it."""
PATIENCE_YEARS = 10
PATIENCE = PATIENCE_YEARS * 366 * zones.DAY
"""A search that finds nothing open for this long raises instead of answering with a year nobody will see."""

_EARLIEST, _END = zones.year_start(FIRST_YEAR), zones.year_start(LAST_YEAR + 1)
_LATEST = _END - zones.DAY
_MEAN_YEAR = 31_556_952


class Horizon:
    """Tables of one rule. `table` is the largest so far, at first one that knows no instant."""

    __slots__ = ("_years", "rule", "table")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._years: tuple[int, int] | None = None
        self.table = Table((zones.NOTHING, zones.NOTHING), 0, 0)

    def covering(self, first: int, last: int) -> Table:
        """A table with low <= first and last < high."""
        table = self.table
        if table.low <= first and last < table.high:
            return table
        for instant in (first, last):
            _within(instant)
        return self._grow(_year(first) // BLOCK * BLOCK, _year(last) // BLOCK * BLOCK + BLOCK - 1)

    def beyond(self, table: Table, instant: int) -> Table:
        """A table that reaches further than `table`, in which nothing was found after the instant."""
        last_open = max(table.ends[-1], instant)
        if table.high - last_open > PATIENCE:
            message = f"nothing is open in the {PATIENCE_YEARS} years after {to_instant(last_open).date()}"
            raise CalendarError("empty-calendar", "calendar", message)
        if table.high >= _END:
            raise CalendarError("out-of-range", "calendar", f"the answer lies after the year {LAST_YEAR}")
        last_year = _year(table.high + zones.DAY)
        stretch = max(BLOCK, (table.high - table.low) // _MEAN_YEAR // 2)
        return self._grow(_year(table.low + zones.DAY), last_year + stretch)

    def _grow(self, first_year: int, last_year: int) -> Table:
        if self._years is not None:
            first_year, last_year = min(first_year, self._years[0]), max(last_year, self._years[1])
        years = max(first_year, FIRST_YEAR), min(last_year, LAST_YEAR)
        spans = compile_rule(self.rule, *years)
        table = Table(spans, zones.year_start(years[0]), zones.year_start(years[1] + 1))
        self._years, self.table = years, table
        return table


@lru_cache(maxsize=512)
def shared(digest: str, rule: Rule) -> Horizon:
    """One horizon for equal calendars, however often they are read from a row."""
    return Horizon(rule)


def ever_open(rule: Rule) -> bool:
    """Whether the rule opens at all: exact for one calendar; a combination is looked at from 1970 to 2100."""
    if isinstance(rule, Calendar) and any(rule.weekly) and len(rule.annual_holidays) < 365:
        return True
    tried = [(2024, 2027), (1970, 2100), *((year - 1, year + 1) for year in rule.years())]
    return any(len(compile_rule(rule, *years)[0]) for years in tried)


def _within(instant: int) -> None:
    if not _EARLIEST <= instant < _LATEST:
        message = f"{instant} is not an epoch second of the years {FIRST_YEAR} to {LAST_YEAR}"
        raise CalendarError("out-of-range", "instant", message)


def _year(instant: int) -> int:
    return to_instant(instant).year
