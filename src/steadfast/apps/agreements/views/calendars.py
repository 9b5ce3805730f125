"""One calendar: its week drawn, its next twelve months, its versions, and a box that tries its due times."""

from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from steadfast.apps.agreements import ical, queries, week, year_ahead
from steadfast.apps.agreements.forms import DueTimeForm
from steadfast.apps.agreements.models import Calendar
from steadfast.domain.working_time.calendar import Combination
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
        "versions": queries.with_edits(versions, request.actor, calendar=calendar.pk),
        "weeks": week.of(hours),
        "joined": week.joined(hours),
        "single": not isinstance(hours.rule, Combination),
        "days": year_ahead.days(hours, now.astimezone(ZoneInfo(hours.zone)).date()),
        "agreements": _agreements(request, calendar),
        "drafts": queries.amendments_visible_to(request.actor).filter(
            calendar=calendar, state__in=("draft", "applying")
        ),
    }
    return render(request, "agreements/calendar.html", context)


@access("agreements.view")
@require_safe
def icalendar(request: Request, number: int) -> HttpResponse:
    """Give a calendar away as a file; one that joins several has no such form."""
    calendar = get_object_or_404(queries.calendars_visible_to(request.actor), subject__number=number)
    version = queries.current_version(calendar)
    if isinstance(queries.hours_of(version).rule, Combination):
        raise Http404("Several calendars in one cannot be written as iCalendar")
    uid = f"{calendar.subject.label}-v{version.no}@steadfast"
    content = ical.write(calendar.name, version.body, uid=uid, now=version.made_at)
    name = f"{slugify(calendar.name) or 'calendar'}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _agreements(request: Request, calendar: Calendar) -> list[object]:
    rows = queries.visible_to(request.actor).filter(versions__calendar=calendar)
    return list(rows.distinct().order_by("name"))
