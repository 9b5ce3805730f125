"""Figures of frozen months and of the register in one: the same answers as `figures.rows`, at a fraction of the cost.

A closed month is read from its statements as long as nothing in it changed since; a month that changed, the running
one and what was never stated are counted from the register. So a number is never older than the rows behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from steadfast.apps.commitments import queries as commitments
from steadfast.apps.reporting.queries import figures, month_grains, posted, reach, statements
from steadfast.apps.reporting.queries.months import Months
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.apps.reporting.queries.statements import Stated
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Listed(Months):
    """Months one by one."""

    listed: tuple[date, ...] = ()

    def where(self, column: str) -> Q:
        return Q(**{f"{column}__in": self.listed})


def rows(
    actor: Actor,
    chosen: Selection,
    groups: Sequence[str],
    *,
    now: datetime,
    stated: Stated | None = None,
) -> list[figures.Row]:
    """Return the numbers of a selection by groups, in the order of their values.

    Three statements; a group by the name of clients or teams takes one more, and by month one less where the caller
    has read what was `stated` of the selection. An agreement, a client together with a team or with what is owed to
    us, and what a contact asks for are counted from the register alone, in one.
    """
    register = chosen.but_months(commitments.visible_to(actor))
    grain = month_grains.serving(chosen, groups)
    found = reach.of_months(chosen.months) if grain is not None and actor.client_id is None else None
    if grain is None or found is None:
        return figures.rows(register, groups, now=now, months=chosen.months, by_debtor=chosen.is_by_debtor)
    if stated is not None and list(groups) == ["month"]:
        total = statements.by_month(stated, found.frozen)
    else:
        total = posted.by_groups(chosen, groups, grain, found.frozen)
    if found.live:
        for row in figures.rows(register, groups, now=now, months=Listed(listed=found.live)):
            key = tuple(row.key.values())
            total[key] = total.get(key, FourNumbers()) + row.numbers
    return [figures.Row(dict(zip(groups, key, strict=True)), total[key]) for key in sorted(total)]
