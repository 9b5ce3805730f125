"""Refuse hours on which an agreement could never be kept: nothing could be promised under it any more."""

from datetime import datetime

from steadfast.apps.agreements import queries
from steadfast.apps.agreements.models import Agreement, Calendar
from steadfast.domain.commitment import clauses, durations
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.domain.working_time import CalendarError, Hours


def refuse_unreachable(calendar: Calendar, hours: Hours, *, now: datetime) -> None:
    """Refuse hours that a target of an agreement on this calendar would never reach from now on."""
    for agreement in Agreement.objects.filter(versions__calendar=calendar).distinct().order_by("name"):
        newest = queries.versions_of(agreement)[0]
        if newest.calendar_id == calendar.pk:
            targets = [t for clause in clauses.read(newest.body).kinds.values() for t in clause.targets.values()]
            _reach(agreement.name, max(targets, default=0), hours, now)


def _reach(name: str, target_s: int, hours: Hours, now: datetime) -> None:
    try:
        hours.due(now, target_s)
    except CalendarError as error:
        words = say(
            "%(name)s promises within %(time)s, and on these hours that time never comes: %(why)s.",
            name=name,
            time=durations.working(target_s),
            why=error.message,
        )
        raise Refused(words) from error
