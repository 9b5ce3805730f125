"""Edit a calendar, or make one. An edit becomes an amendment and leads to its preview; nothing holds by it yet."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from steadfast.apps.agreements import ical, operations, queries, wall_edges
from steadfast.apps.agreements.forms import CalendarForm, NewCalendarForm
from steadfast.apps.agreements.forms.calendar import NEW
from steadfast.apps.agreements.models import Calendar
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.domain.working_time import Hours
from steadfast.domain.working_time.calendar import Combination
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

MANAGE = "agreements.manage"


@access(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, number: int) -> HttpResponse:
    """Show a calendar as a form, and keep what comes back as an amendment."""
    now = clock.now()
    calendar = get_object_or_404(queries.calendars_visible_to(request.actor), subject__number=number)
    version = queries.current_version(calendar)
    hours = queries.hours_of(version)
    if isinstance(hours.rule, Combination):
        messages.warning(
            request, say("%(name)s joins several calendars; edit those that it is made of.", name=calendar.name)
        )
        return redirect("agreements:calendar", number)
    before = queries.draft_of(request.actor, request.GET.get("from", ""), calendar=calendar.pk)
    begun = before or version
    form = CalendarForm(
        request.POST or None,
        base=begun.body,
        base_no=before.base_no if before else version.no,
        origins=begun.origins,
        since=_since(hours, now),
    )
    if request.method != "POST" or _acted(request, form):
        return _page(request, form, calendar, status=422 if form.ical_error else 200)
    if not form.is_valid():
        return _page(request, form, calendar, status=422)
    base_no = min(form.cleaned_data["base_no"] or version.no, version.no)
    if form.cleaned_data["body"] == version.body and base_no == version.no:
        form.add_error(None, say("Nothing is changed yet."))
        return _page(request, form, calendar, status=422)
    body, origins = form.cleaned_data["body"], form.origins
    try:
        draft = operations.draft_calendar(
            calendar, base_no, body, origins=origins, before=before, actor=request.actor, now=now
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, calendar, status=422)
    return redirect(f"/amendments/{draft.pk}/")


@access(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Make a calendar; no promise counts on it yet, so nothing is to be previewed."""
    now = clock.now()
    base = {**NEW, "timezone": request.actor.zone}
    since = date(now.year, 1, 1)
    form = NewCalendarForm(request.POST or None, base=base, base_no=0, origins={}, since=since)
    if request.method != "POST" or _acted(request, form):
        return _page(request, form, None, status=422 if form.ical_error else 200)
    if not form.is_valid():
        return _page(request, form, None, status=422)
    data = form.cleaned_data
    made = operations.make_calendar(data["name"], data["body"], origins=form.origins, actor=request.actor, now=now)
    hours = Hours.from_dict(data["body"])
    for note in wall_edges.warnings(hours, now.date()):
        messages.warning(request, note)
    return redirect("agreements:calendar", made.subject.number)


def _acted(request: Request, form: CalendarForm) -> bool:
    """Do what a button of the form says that keeps nothing; False for the one that goes on."""
    if request.POST.get("act") != "import":
        return form.act(request.POST.get("act", ""))
    file = request.FILES.get("ics")
    if file is None:
        form.ical_error = say("Choose a file.")
    else:
        form.bring(f"imported from {file.name}", file.read(ical.LARGEST + 1))
    return True


def _since(hours: Hours, now: datetime) -> date:
    """Return the first day whose rows the form shows: the year that it is at the calendar's place."""
    return date(now.astimezone(ZoneInfo(hours.zone)).year, 1, 1)


def _page(request: Request, form: CalendarForm, calendar: Calendar | None, status: int = 200) -> HttpResponse:
    return render(request, "agreements/calendar_edit.html", {"form": form, "calendar": calendar}, status=status)
