"""The weeks of the team: who has handed in, and what is booked. By name, never by how much."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from steadfast.apps.hours.queries.team import weeks
from steadfast.apps.hours.queries.week import DAY, monday_of
from steadfast.apps.hours.views.week import today, week_named
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("hours.team")
@require_safe
def show(request: Request) -> HttpResponse:
    """Show the week that the address names."""
    now = clock.now()
    this = monday_of(today(request.actor, now))
    monday = week_named(request.GET.get("week", "")) or this
    context = {
        "monday": monday,
        "before": monday - 7 * DAY,
        "after": monday + 7 * DAY if monday < this else None,
        "members": weeks(request.actor, monday),
        "now": now,
    }
    return render(request, "hours/team.html", context)
