"""How available the help desk was to a client, month by month: docs/algorithms/availability.md in queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.identity import queries as identity
from steadfast.domain.commitment.months import following, month_of, months_on
from steadfast.domain.measures.availability import Available, Span, available
from steadfast.domain.measures.interval import is_small, wilson
from steadfast.domain.working_time import Hours
from steadfast.foundation.actor import Actor

MONTHS = 6
MOST = 5_000  # first responses of half a year
FALLEN = ("kept", "kept late", "broken", "open")


@dataclass(frozen=True, slots=True)
class Month:
    """A month: the hours promised and missed, None where no agreement was in force, and n first responses."""

    month: date
    figure: Available | None
    kept: int
    fell_due: int
    running: bool

    @property
    def share(self) -> float | None:
        """The availability; None, a dash, where nobody asked: nothing was proven then."""
        asked = self.figure is not None and (self.fell_due or self.figure.overdue)
        return self.figure.share if self.figure is not None and asked else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.kept, self.fell_due)

    @property
    def is_small(self) -> bool:
        return is_small(self.fell_due)


def months(client: Client, actor: Actor, *, now: datetime) -> list[Month]:
    """Return the last months, the running one first, as the actor may see them."""
    zone = identity.practice().zone
    newest = month_of(now, zone)
    wanted = [months_on(newest, -back) for back in range(MONTHS)]
    rows = list(_responses(client, actor, _begin(wanted[-1], zone), now))
    return [_month(client, month, rows, zone, now) for month in wanted]


def _responses(client: Client, actor: Actor, since: datetime, now: datetime) -> QuerySet[Commitment]:
    """Return the first responses that fell due since then, or were still owed then."""
    rows = commitments.visible_to(actor).filter(client_id=client.pk, direction="ours", kind="first response")
    fallen = rows.filter(verdict__in=FALLEN, due_at__lt=now)
    reaching = Q(due_at__gte=since) | Q(done_at__gt=since) | Q(done_at=None, closed_at=None) | Q(closed_at__gt=since)
    return fallen.filter(reaching).only("due_at", "done_at", "closed_at", "verdict").order_by("due_at", "id")[:MOST]


def _month(client: Client, month: date, rows: Iterable[Commitment], zone: str, now: datetime) -> Month:
    start, end = _begin(month, zone), min(_begin(following(month), zone), now)
    fell = [row for row in rows if start <= row.due_at < end]
    hours, late = _hours(client, start), [_span(row, now) for row in rows]
    figure = available(int(start.timestamp()), int(end.timestamp()), late, hours.worked_s) if hours else None
    kept = sum(row.verdict == "kept" for row in fell)
    return Month(month, figure, kept, len(fell), running=end == now)


def _hours(client: Client, at: datetime) -> Hours | None:
    version = agreements.applies_to(client, at)
    return None if version is None else agreements.hours_of(agreements.current_version(version.calendar))


def _span(row: Commitment, now: datetime) -> Span:
    """Return from when to when a first response was overdue; empty where it was kept."""
    done = row.done_at or row.closed_at or now
    return int(row.due_at.timestamp()), int(done.timestamp())


def _begin(month: date, zone: str) -> datetime:
    return datetime.combine(month, time(), tzinfo=ZoneInfo(zone))
