"""Versions of calendars and agreements, against the events that tell of them: none gone, none added, none altered."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from steadfast.apps.agreements.models import Agreement, Calendar
from steadfast.domain.commitment.instants import text
from steadfast.foundation import events
from steadfast.foundation.verify import Finding

Told = Mapping[int, Mapping[str, Any]]
CALENDAR = ("calendar.made", "calendar.changed")
AGREEMENT = ("agreement.made", "agreement.changed")
OFFERED = ("agreement.made", "agreement.offered", "agreement.taken_out")


def check_calendars() -> Iterator[Finding]:
    """Yield every version of a calendar that is gone, that no event tells of, or that says something else."""
    calendars = list(Calendar.objects.select_related("subject").prefetch_related("versions").order_by("pk"))
    told = events.read_many([calendar.subject_id for calendar in calendars])
    for calendar in calendars:
        written = {
            row.no: {"hours": row.body, "digest": row.digest, "tzdata": row.tzdata} for row in calendar.versions.all()
        }
        said = _told(told[calendar.subject_id], CALENDAR)
        yield from _compare(f"calendar {calendar.name}", said, written)


def check_agreements() -> Iterator[Finding]:
    """Yield the same of agreements, and one whose scope or offer is not the one that was recorded."""
    agreements = list(Agreement.objects.select_related("subject").prefetch_related("versions").order_by("pk"))
    told = events.read_many([agreement.subject_id for agreement in agreements])
    for agreement in agreements:
        where, lived = f"agreement {agreement.name}", told[agreement.subject_id]
        written = {
            row.no: {"clauses": row.body, "calendar": row.calendar_id, "valid_from": text(row.valid_from)}
            for row in agreement.versions.all()
        }
        said = _told(lived, AGREEMENT)
        yield from _compare(where, said, written)
        yield from _scope(where, agreement, said)
        offered = [body["offered"] for event, body in lived if event.kind in OFFERED and "offered" in body]
        if offered and offered[-1] != agreement.offered:
            yield Finding(where, f"offered is {agreement.offered}, its events say {offered[-1]}")


def _scope(where: str, agreement: Agreement, said: Told) -> Iterator[Finding]:
    row = {"client": agreement.client_id, "site": agreement.site_id, "service": agreement.service}
    for name, value in row.items():
        if name in said.get(1, {}) and said[1][name] != value:
            yield Finding(where, f"{name} is {value!r}, its events say {said[1][name]!r}")


def _compare(where: str, told: Told, written: Told) -> Iterator[Finding]:
    for no in sorted(told.keys() - written.keys()):
        yield Finding(f"{where} v{no}", "its events tell of it, its row is gone")
    for no in sorted(written.keys() - told.keys()):
        yield Finding(f"{where} v{no}", "no event tells of it")
    for no in sorted(told.keys() & written.keys()):
        for name, value in written[no].items():
            if name in told[no] and told[no][name] != value:
                yield Finding(f"{where} v{no}", f"{name} is not what its event says")


def _told(lived: Iterable[tuple[Any, Mapping[str, Any]]], kinds: Iterable[str]) -> Told:
    """Return what the events say, by number of the version."""
    return {body["no"]: body for event, body in lived if event.kind in kinds and "no" in body}
