"""Who has promised more than they can keep: the promises due within a week, against their own pace of six weeks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Max, QuerySet

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Absence
from steadfast.apps.imports import queries as imports
from steadfast.domain.signs import Sign, thresholds
from steadfast.domain.signs.load import overloaded as too_much
from steadfast.domain.working_time import Hours

AHEAD, BACK = timedelta(days=7), timedelta(weeks=6)
MEMBERS = 500

type Spans = Sequence[tuple[datetime, datetime]]


def overloaded(*, now: datetime) -> Iterator[tuple[int, Sign]]:
    """Yield the members who promised far more than they settle, with the sign that says so."""
    members = list(identity.working_members().values_list("pk", flat=True)[:MEMBERS])
    mine = Commitment.objects.filter(imports.IsShown("batch"), owner_id__in=members, direction="ours").order_by()
    due = _counted(mine.filter(closed_at=None, waiting_since=None, due_at__lt=now + AHEAD))
    many = [key for key, (count, _) in due.items() if count >= thresholds.LOAD_LEAST]
    if not many:
        return
    settled = _counted(mine.filter(owner_id__in=many, closed_as="fulfilled", closed_at__gte=now - BACK))
    away = _away(many, now)
    hours = agreements.usual_hours()
    if hours is None:
        return
    for key in many:
        sign = too_much(
            due=due[key][0],
            ahead_s=present(hours, away.get(key, ()), now, now + AHEAD),
            settled=settled.get(key, (0, now))[0],
            worked_s=present(hours, away.get(key, ()), now - BACK, now),
            since=due[key][1],
        )
        if sign is not None:
            yield key, sign


def present(hours: Hours, away: Spans, start: datetime, end: datetime) -> int:
    """Return the working seconds of a stretch in which somebody is not away; absences may overlap."""
    left, at = 0, start
    for begins, ends in sorted(away):
        if ends > at:
            left += hours.worked(at, min(max(begins, at), end))
            at = min(max(ends, at), end)
    return left + hours.worked(at, end)


def _counted(rows: QuerySet[Commitment]) -> Mapping[int, tuple[int, datetime]]:
    """Return how many promises each owner has among these, and when the last of them was given."""
    found = rows.values_list("owner_id").annotate(n=Count("id"), last=Max("promised_at"))
    return {key: (n, last) for key, n, last in found}


def _away(persons: Sequence[int], now: datetime) -> Mapping[int, list[tuple[datetime, datetime]]]:
    rows = Absence.objects.filter(
        person_id__in=persons, cancelled_at=None, ends_at__gt=now - BACK, starts_at__lt=now + AHEAD
    )
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    for person, starts, ends in rows.values_list("person_id", "starts_at", "ends_at"):
        found.setdefault(person, []).append((starts, ends))
    return found
