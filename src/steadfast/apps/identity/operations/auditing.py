"""The audit book is written: at the door, before a file is sent, and every second what was looked at meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from steadfast.apps.identity.models import AuditEntry, User
from steadfast.apps.identity.models.audit_entry import EXPORTED, SAW

CHUNK = 5_000  # one short transaction each


@dataclass(frozen=True, slots=True)
class Origin:
    """From where somebody asked."""

    address: str = ""
    browser: str = ""
    system: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at a thing, at least once in an hour; `at` is when they first did."""

    person_id: int
    kind: str
    number: int
    hour: int
    at: datetime


def note_door(kind: str, person_id: int | None, how: str, origin: Origin, *, now: datetime) -> None:
    """Write that somebody came in, was turned away, or proved who they are."""
    AuditEntry.objects.create(kind=kind, at=now, person_id=person_id, how=how[:60], **_parts(origin))


def note_refused(kind: str, email: str, how: str, origin: Origin, *, now: datetime) -> None:
    """Write that an attempt was turned away. An address that is nobody's is not kept: it may be a password."""
    row = User.objects.filter(email__iexact=email).values_list("person__pk", flat=True).first()
    note_door(kind, row, how, origin, now=now)


def note_export(person_id: int, path: str, origin: Origin, *, now: datetime) -> None:
    """Write that somebody takes a file along."""
    AuditEntry.objects.create(kind=EXPORTED, at=now, person_id=person_id, path=path[:300], **_parts(origin))


def note_looks(looks: Iterable[Look]) -> None:
    """Write who looked at what; a row that is there already stands for the whole hour."""
    rows = [
        AuditEntry(
            kind=SAW,
            at=look.at,
            person_id=look.person_id,
            subject_kind=look.kind,
            subject_number=look.number,
            hour=look.hour,
        )
        for look in looks
    ]
    AuditEntry.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def forget_old_entries(*, days: int, now: datetime) -> int:
    """Delete entries that are older than so many days; return how many."""
    old, forgotten = AuditEntry.objects.filter(at__lt=now - timedelta(days=days)), 0
    while keys := list(old.order_by("id").values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            forgotten += AuditEntry.objects.filter(pk__in=keys).delete()[0]
    return forgotten


def _parts(origin: Origin) -> dict[str, str]:
    return {"address": origin.address[:45], "browser": origin.browser, "system": origin.system}
