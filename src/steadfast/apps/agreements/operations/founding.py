"""What a practice starts with: office hours, and one agreement with everybody. Both are there to be changed."""

from datetime import datetime

from django.db import transaction

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.agreements.operations.agreement import make_agreement
from steadfast.apps.agreements.operations.calendar import make_calendar
from steadfast.foundation.actor import Actor

MINUTE, HOUR, DAY = 60, 3_600, 86_400
CALENDAR = "Office hours"
AGREEMENT = "Standard"
WEEKLY = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
CLAUSES = {
    "kinds": {
        "first response": {
            "targets": {"P1": 15 * MINUTE, "P2": HOUR, "P3": 4 * HOUR, "P4": 8 * HOUR},
            "starts": "opened",
            "stops": "replied",
            "pauses_on": [],
        },
        "resolution": {
            "targets": {"P1": 4 * HOUR, "P2": 8 * HOUR, "P3": 24 * HOUR, "P4": 40 * HOUR},
            "starts": "opened",
            "stops": "resolved",
            "pauses_on": ["client", "resolved"],
        },
    },
    "warn_bp": 7500,
    "confirmation_s": 5 * DAY,
}


@transaction.atomic
def found(zone: str, *, valid_from: datetime | None = None, actor: Actor, now: datetime) -> Agreement:
    """Return the agreement that holds for everybody, made with its calendar where there is none yet.

    `valid_from` lies before `now` where work began before the program was set up.
    """
    standing = Agreement.objects.filter(client=None, service="", offered=True).first()
    if standing is not None:
        return standing
    calendar = make_calendar(CALENDAR, {"timezone": zone, "weekly": WEEKLY}, actor=actor, now=now)
    return make_agreement(AGREEMENT, None, calendar, CLAUSES, valid_from or now, actor=actor, now=now)
