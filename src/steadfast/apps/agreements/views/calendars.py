"""One calendar: its week drawn, its next twelve months, its versions, and a box that tries its due times."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from steadfast.apps.agreements import queries, week, year_ahead
from steadfast.apps.agreements.forms import DueTimeForm
from steadfast.apps.agreements.models import Calendar
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("agreements.view")
@require_safe
@vary_on_headers("HX-Request")
def show(request: Request, number: int) -> HttpResponse:
    now = clock.now()
    calendar = get_object_or_404(queries.calendars_visible_to(request.actor), subject__number=number)
    versions = list(calendar.versions.order_by("-no"))
    hours = queries.hours_of(versions[0])
    form = DueTimeForm(request.GET, hours=hours, now=now)
    if request.htmx:
        return render(request, "agreements/due_time.html", {"form": form, "now": now})
    context = {
        "form": form,
        "now": now,
        "calendar": calendar,
        "versions": versions,
        "weeks": week.of(hours),
        "joined": week.joined(hours),
        "days": year_ahead.days(hours, now.astimezone(ZoneInfo(hours.zone)).date()),
        "agreements": _agreements(request, calendar),
        "drafts": queries.amendments_visible_to(request.actor).filter(
            calendar=calendar, state__in=("draft", "applying")
        ),
    }
    return render(request, "agreements/calendar.html", context)


def _agreements(request: Request, calendar: Calendar) -> list[object]:
    rows = queries.visible_to(request.actor).filter(versions__calendar=calendar)
    return list(rows.distinct().order_by("name"))
