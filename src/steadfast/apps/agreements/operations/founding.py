"""What a practice starts with: office hours, and one agreement with everybody. Both are there to be changed.

Their names are in the language that is active then, and the practice's own from then on.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.agreements.operations.agreement import make_agreement
from steadfast.apps.agreements.operations.calendar import make_calendar
from steadfast.apps.agreements.starters import CLAUSES, WEEKLY
from steadfast.foundation.actor import Actor


@transaction.atomic
def found(zone: str, *, valid_from: datetime | None = None, actor: Actor, now: datetime) -> Agreement:
    """Return the agreement that holds for everybody, made with its calendar where there is none yet.

    `valid_from` lies before `now` where work began before the program was set up.
    """
    standing = Agreement.objects.filter(client=None, service="", offered=True).first()
    if standing is not None:
        return standing
    calendar = make_calendar(gettext("Office hours"), {"timezone": zone, "weekly": WEEKLY}, actor=actor, now=now)
    return make_agreement(gettext("Standard"), None, calendar, CLAUSES, valid_from or now, actor=actor, now=now)
