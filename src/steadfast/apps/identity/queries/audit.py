"""The audit book as the owner reads it: one kind of line at a time, newest first, by pages of keys.

Lines of the doors, of looks and of files are entries of the book; what was changed and granted are events, which no
index serves by person or kind. So those are read among the newest NEAR, or among those of one day.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from steadfast.apps.identity.models import AuditEntry
from steadfast.apps.identity.models.audit_entry import EXPORTED, PROVED, REFUSED, SAW, SIGNED_IN
from steadfast.foundation import addresses
from steadfast.foundation.models import Event

DOORS, LOOKS, FILES, CHANGES, GRANTS = "doors", "looks", "files", "changes", "grants"
SORTS = (DOORS, LOOKS, CHANGES, FILES, GRANTS)
OF = {DOORS: (SIGNED_IN, REFUSED, PROVED), LOOKS: (SAW,), FILES: (EXPORTED,)}
GIVING = ("person.joined", "person.invited", "person.roles_changed", "person.came_back", "person.left", "person.bound")
NEAR = 200_000


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `day` is one of the reader's zone."""

    sort: str = DOORS
    person: int | None = None
    kind: str = ""
    number: int | None = None
    day: date | None = None

    def between(self, zone: str) -> tuple[datetime, datetime] | None:
        """Return the instants at which the day begins and ends."""
        if self.day is None:
            return None
        start = datetime(self.day.year, self.day.month, self.day.day, tzinfo=ZoneInfo(zone))
        after = self.day + timedelta(days=1)
        return start, datetime(after.year, after.month, after.day, tzinfo=ZoneInfo(zone))


def is_of_events(asked: Asked) -> bool:
    return asked.sort in {CHANGES, GRANTS}


def entries(asked: Asked, zone: str) -> QuerySet[AuditEntry]:
    """Return the entries of the book that are asked for."""
    rows = AuditEntry.objects.filter(kind__in=OF[asked.sort])
    if asked.person:
        rows = rows.filter(person_id=asked.person)
    if asked.kind:
        rows = rows.filter(subject_kind=asked.kind)
    if asked.number is not None:
        rows = rows.filter(subject_number=asked.number)
    if days := asked.between(zone):
        rows = rows.filter(at__gte=days[0], at__lt=days[1])
    return rows


def changes(asked: Asked, zone: str) -> QuerySet[Event]:
    """Return the events that are asked for; see above for how far back."""
    rows = Event.objects.select_related("subject", "text")
    if asked.sort == GRANTS:
        rows = rows.filter(Q(kind__in=GIVING) | Q(kind__startswith="role.") | Q(kind__startswith="sign_in."), chain=1)
    if asked.person:
        rows = rows.filter(actor_id=asked.person)
    if asked.kind and asked.number is not None:
        return _in_day(rows.filter(subject__kind=asked.kind, subject__number=asked.number), asked, zone)
    if asked.kind:
        rows = rows.filter(subject__kind=asked.kind)
    if days := asked.between(zone):
        return rows.filter(id__gte=_first_since(days[0]), id__lt=_first_since(days[1]))
    newest = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return rows.filter(id__gt=newest - NEAR)


def _in_day(rows: QuerySet[Event], asked: Asked, zone: str) -> QuerySet[Event]:
    days = asked.between(zone)
    return rows.filter(recorded_at__gte=days[0], recorded_at__lt=days[1]) if days else rows


def _first_since(at: datetime) -> int:
    """Return the number from which on events were recorded at or after an instant: numbers grow with time."""
    low, high = 1, (Event.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        row = Event.objects.filter(id__gte=middle).order_by("id").values_list("id", "recorded_at").first()
        if row is None or row[1] >= at:
            high = middle
        else:
            low = row[0] + 1
    return low


def number_in(text: str) -> int | None:
    """Return the number that somebody typed as "T-1042" or "1042"; None for what is none."""
    return addresses.number_of(text.strip().rpartition("-")[2])
