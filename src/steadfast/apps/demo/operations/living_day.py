"""A living day on top of the past: promises due soon, a client's yes, a breach that explains itself.

Times are told in open hours before now, so that the day is alive at any hour: "95 minutes ago" on a Sunday night means
95 minutes of desk hours. A demo that was left for a day gets a new day at its next start.
"""

from datetime import datetime, timedelta

from django.db import transaction

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.automation.models import Checklist, Rule
from steadfast.apps.demo.operations import habits
from steadfast.apps.demo.operations.day import Day, member
from steadfast.apps.demo.operations.scenes import SCENES
from steadfast.apps.desk.models import Ticket

STALE = timedelta(hours=20)


def happen(*, now: datetime) -> None:
    """Let the day happen, unless one did lately."""
    newest = Ticket.objects.filter(batch=None).order_by("-opened_at").first()
    if newest is not None and now - newest.opened_at < STALE:
        return
    version = agreements.applies_to(None, now)
    if version is None:
        raise LookupError("The demo needs its agreement; load the people first.")
    day = Day(agreements.hours_of(agreements.current_version(version.calendar)), now.replace(microsecond=0))
    with transaction.atomic():
        if not Checklist.objects.exists():
            habits.keep(actor=member("Theo"), now=day.now)
        for scene in SCENES:
            scene(day)
        if not Rule.objects.exists():
            habits.write_rules(actor=member("Theo"), now=day.now)
