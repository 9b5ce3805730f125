"""The practice's own four numbers by month, for those to whom it shows them. No client is named, and none told apart:
of a month in which few promises fell due nothing is said but that they were few.
"""

from dataclasses import dataclass
from datetime import date, datetime

from steadfast.apps.identity import queries as identity
from steadfast.apps.portal.models import READERS, PublicNumbers
from steadfast.apps.reporting.queries import month_figures
from steadfast.apps.reporting.queries.months import Months, parse
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.domain.commitment.months import month_of, months_on
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.domain.measures.interval import is_small, wilson
from steadfast.foundation.actor import Actor

MONTHS = 12
COUNTS = Actor(None, None, "The page of numbers", frozenset({"register.view"}))  # sees rows; the page shows sums alone


@dataclass(frozen=True, slots=True)
class Month:
    """What fell due in a month; `numbers` is None where it was too little to be shown."""

    month: date
    numbers: FourNumbers | None
    running: bool

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.numbers.kept, self.numbers.fell_due) if self.numbers else None


def shown_to() -> str:
    """Return to whom the numbers are shown."""
    row = PublicNumbers.objects.first()
    return row.shown_to if row is not None else READERS[0]


def may_read(actor: Actor, readers: str) -> bool:
    """Tell whether somebody may read them; members always do."""
    inside = actor.signed_in and actor.client_id is None
    return inside or readers == "everybody" or (readers == "contacts" and actor.client_id is not None)


def months(*, now: datetime) -> list[Month]:
    """Return the last months, the running one first; those before the first promise are left out."""
    newest = month_of(now, identity.practice().zone)
    chosen = Selection(months=Months(months_on(newest, 1 - MONTHS), newest))
    rows = month_figures.rows(COUNTS, chosen, ["month"], now=now)
    found = {parse(str(row.key["month"])): row.numbers for row in rows}
    known = sorted((month for month in found if month is not None and month <= newest), reverse=True)
    return [Month(month, _shown(found[month]), month == newest) for month in known]


def _shown(numbers: FourNumbers) -> FourNumbers | None:
    return None if is_small(numbers.fell_due) else numbers


def total(found: list[Month]) -> FourNumbers:
    """Return the sum of the months that are shown, so that nobody can work out one that is not."""
    return sum((one.numbers for one in found if one.numbers), FourNumbers())
