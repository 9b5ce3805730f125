"""Who waits to be written to, and about what."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person
from steadfast.apps.mail.models import Box
from steadfast.apps.notices.models import MailChoice, Notice
from steadfast.domain.notices import Choice

MOST = 200  # notices in one mail; that there are more is said


@dataclass(frozen=True, slots=True)
class Sender:
    """By whom notices leave: a box, or the server of the settings."""

    box_id: int | None


def sender() -> Sender | None:
    """Return what can send: the server of the settings, else a box with one of its own; None where nothing can."""
    if not settings.MAILERS["default"]["BACKEND"].endswith("console.EmailBackend"):
        return Sender(None)
    boxes = Box.objects.filter(sends="smtp", paused_at=None).order_by("id").values_list("pk", flat=True)
    found = boxes.first()
    return None if found is None else Sender(found)


def readers(now: datetime) -> QuerySet[Person]:
    """Return the members who have an address and something that they have neither read nor been written about."""
    waits = _unmailed(now).filter(person=OuterRef("pk"))
    never = MailChoice.objects.filter(person=OuterRef("pk"), how="never")
    return identity.working_members().filter(Exists(waits), ~Exists(never)).exclude(email="")


def of_person(person_id: int, now: datetime) -> QuerySet[Notice]:
    """Return what waits to be mailed to a reader, oldest first; one more than a mail holds, where there are more."""
    rows = _unmailed(now).filter(person=person_id).select_related("subject", "by")
    return rows.order_by("at", "id")[: MOST + 1]


def choice_of(row: MailChoice) -> Choice:
    """Return a choice as a value."""
    return Choice(row.how, row.quiet_from, row.quiet_until, row.open_days)


def _unmailed(now: datetime) -> QuerySet[Notice]:
    awake = Q(snoozed_until=None) | Q(snoozed_until__lte=now)
    return Notice.objects.filter(awake, read_at=None, mailed_at=None)
