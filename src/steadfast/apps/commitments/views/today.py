"""Today, the home of every member. A client's contact has their own page as home."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from steadfast.apps.commitments import nudges
from steadfast.apps.commitments.queries import offers, refusals, today
from steadfast.apps.identity.queries import first_hour
from steadfast.domain import language
from steadfast.foundation import clock
from steadfast.foundation.access import SIGNED_IN, Request, access
from steadfast.foundation.care import warning


@access(SIGNED_IN)
@require_safe
def show(request: Request) -> HttpResponse:
    """Show my promises by due time."""
    if request.actor.client_id is not None:
        return redirect("/portal/")
    now = clock.now()
    page = today.today(request.actor, now=now)
    request.counted = {"commitments:today": page.open}
    refused = refusals.nudges(request.actor, now) if page.refused else []
    first = nudges.of(request.actor, now, refused)
    day = language.weekday(now.astimezone(ZoneInfo(request.actor.zone)))
    return render(
        request,
        "commitments/today.html",
        {
            "page": page,
            "first": first,
            "beside": nudges.groups(request.actor, now),
            "offers": offers.of_person(request.actor, now=now),
            "now": now,
            "day": day,
            "care": warning.of(request.actor, now=now),
            "checklist": first_hour.of_today(request.actor),
        },
    )
