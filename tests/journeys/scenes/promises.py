"""Scenes of many open promises."""

from datetime import datetime, timedelta
from typing import Any

from steadfast.apps.agreements.models import Calendar
from steadfast.apps.agreements.operations import make_agreement, make_calendar
from steadfast.apps.desk import operations
from steadfast.apps.desk.operations import Opening
from tests import cast, factories

DAILY: dict[str, Any] = {
    "timezone": cast.ZONE,
    "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
}
TICKETS = 20  # two promises each
HOUR = 3_600
WORDS = "Phone {} drops the line"


def forty(*, now: datetime) -> None:
    """Twenty tickets of Kestrel Dental with two promises each, all due after two days; one more is closed by now."""
    ines = factories.actor(factories.member(cast.INES))
    hours: Calendar = make_calendar("Surgery hours", DAILY, actor=ines, now=factories.LONG_AGO)
    targets = {priority: 30 * HOUR for priority in ("P1", "P2", "P3", "P4")}
    kinds = {
        "first response": {"targets": targets, "stops": "replied"},
        "resolution": {"targets": {p: 40 * HOUR for p in targets}, "stops": "resolved"},
    }
    kestrel, amara = factories.client(cast.KESTREL), factories.contact(cast.KESTREL)
    make_agreement(
        "Kestrel Dental", kestrel, hours, {"kinds": kinds}, factories.LONG_AGO, actor=ines, now=factories.LONG_AGO
    )
    for number in range(TICKETS + 1):
        opening = Opening(client_id=kestrel.pk, contact_id=amara.pk, title=WORDS.format(number + 1))
        ticket = operations.open_ticket(opening, actor=ines, now=now - timedelta(hours=1))
    operations.take(ticket.pk, actor=ines, now=now)
    operations.reply(ticket.pk, text="I look into it.", actor=ines, now=now)
    operations.resolve(ticket.pk, text="A loose plug.", actor=ines, now=now)
