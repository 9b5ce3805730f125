"""A page of the commitments with one effect, walked along the due times of what is open: no count, no offset."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from steadfast.apps.commitments.queries.amending import planning
from steadfast.apps.commitments.queries.amending.preview import Row, rows
from steadfast.apps.commitments.queries.amending.reached import COLUMNS, Reached, reached, waits_on
from steadfast.apps.commitments.queries.amending.successor import Successor
from steadfast.domain.commitment.amended import Effect
from steadfast.domain.working_time.instants import to_instant, to_seconds
from steadfast.foundation.actor import Actor

SIZE = 50
STRIDE = 2_000  # rows planned at a time


@dataclass(frozen=True, slots=True)
class Walked:
    """Rows of one effect by old due time, and the cursor to the next ones."""

    rows: list[Row]
    next: str | None


def walk(
    successor: Successor, effect: Effect, actor: Actor, *, client_id: int | None, after: str, now: datetime
) -> Walked:
    """Return the rows after a cursor ("due second-id"; nonsense is the first page)."""
    here = _cursor(after)
    found: list[Row] = []
    open_ones = reached(successor).order_by("due_at", "pk")
    if client_id is not None:
        open_ones = open_ones.filter(client=client_id or None)
    while len(found) <= SIZE:
        ahead = open_ones if here is None else open_ones.filter(_beyond(*here))
        part = [Reached._make(row) for row in ahead.values_list(*COLUMNS)[:STRIDE]]
        if not part:
            break
        waits = waits_on([row.subject_id for row in part], successor.reasons)
        plan = planning.of(part, waits, successor, now=now)
        places = [int(place) for place in plan.places(effect)][: SIZE + 1 - len(found)]
        shown = rows(plan, places, actor)
        found += [shown[place] for place in places if place in shown]
        here = (part[-1].due_at, part[-1].id)
    page = found[:SIZE]
    last = page[-1].row if len(found) > SIZE else None
    return Walked(page, f"{to_seconds(last.due_at)}-{last.pk}" if last is not None else None)


def _beyond(due: datetime, key: int) -> Q:
    return Q(due_at__gte=due) & (Q(due_at__gt=due) | Q(pk__gt=key))


def _cursor(text: str) -> tuple[datetime, int] | None:
    due, _, key = text.partition("-")
    if not (due.isdecimal() and key.isdecimal() and due.isascii() and key.isascii() and len(text) < 32):
        return None
    if int(due) >= 2**33 or int(key) >= 2**63:
        return None
    return to_instant(int(due)), int(key)
