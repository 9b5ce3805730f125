"""A reader's own notices: read them, put one off, and choose when to be written to."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.notices import operations
from steadfast.apps.notices.forms.choice import ChoiceForm
from steadfast.apps.notices.models import Notice
from steadfast.apps.notices.queries import inbox
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

WHICH = ("", "later", "all")
MORNING = time(8)


@access("notices.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """List them, newest first."""
    now = clock.now()
    which = request.GET.get("which", "")
    which = which if which in WHICH else ""
    after = request.GET.get("after") or request.GET.get("before")
    page = inbox.listed(request.actor, which=which, after=after, now=now)
    tabs = [("", _("Unread")), ("later", _("Put off")), ("all", _("All"))]
    context = {"rows": [inbox.shown(row) for row in page.rows], "page": page, "which": which, "tabs": tabs, "now": now}
    return render(request, "notices/index.html", context)


@access("notices.view")
@require_safe
def follow(request: Request, notice_id: int) -> HttpResponse:
    """Mark one as read, with all others of its subject, and go where to act on it."""
    row = _own(request, notice_id)
    operations.read(row, now=clock.now())
    return redirect(inbox.url_of(row))


@access("notices.view")
@require_POST
def read(request: Request, notice_id: int) -> HttpResponse:
    """Mark one as read."""
    operations.read(_own(request, notice_id), now=clock.now())
    return redirect("notices:index")


@access("notices.view")
@require_POST
def read_all(request: Request) -> HttpResponse:
    """Mark as read all that stood on the page."""
    now = clock.now()
    try:
        seen = parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        seen = None
    until = now if seen is None or seen.tzinfo is None else min(seen, now)
    operations.read_all(request.actor.person_id or 0, until=until, now=now)
    return redirect("notices:index")


@access("notices.view")
@require_POST
def snooze(request: Request, notice_id: int) -> HttpResponse:
    """Put one off: for three hours, or until tomorrow or Monday morning."""
    row = _own(request, notice_id)
    operations.snooze(row, until=_until(request.POST.get("until", ""), clock.now(), request.actor.zone))
    messages.success(request, _("Put off. It is under “Put off” until then."))
    return redirect("notices:index")


@access("notices.view")
@require_http_methods(["GET", "POST"])
def choices(request: Request) -> HttpResponse:
    """Ask when to be written to, and keep it."""
    form = ChoiceForm(request.POST) if request.method == "POST" else ChoiceForm.of(inbox.choice(request.actor))
    if form.is_valid():
        operations.choose(request.actor.person_id or 0, form.choice(), now=clock.now())
        messages.success(request, _("From the next mail on it is so."))
        return redirect("notices:index")
    return render(request, "notices/choices.html", {"form": form}, status=422 if form.is_bound else 200)


def _own(request: Request, notice_id: int) -> Notice:
    row = inbox.of_reader(request.actor).select_related("subject").filter(pk=notice_id).first()
    if row is None:
        raise Http404("No such notice of yours")
    return row


def _until(said: str, now: datetime, zone: str) -> datetime:
    here = now.astimezone(ZoneInfo(zone))
    days = {"tomorrow": 1, "monday": 7 - here.weekday()}.get(said)
    if days is None:
        return now + timedelta(hours=3)
    return datetime.combine(here.date() + timedelta(days=days), MORNING, here.tzinfo)
