"""Calendars to subscribe to: a page with one's own, and the file that a program reads by its secret address."""

import hashlib
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from steadfast.apps.hours import operations
from steadfast.apps.hours.calendars import entries
from steadfast.apps.hours.calendars.writing import write
from steadfast.apps.hours.models import CalendarFeed
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.queries.links import hashed
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import PUBLIC, Request, access

MOST = 20  # that work, of one person


@access("hours.own")
@require_safe
def index(request: Request) -> HttpResponse:
    """Show the feeds that work, and forms for new ones."""
    return _page(request, "")


@access("hours.own")
@require_POST
def new(request: Request) -> HttpResponse:
    """Make a feed; its address is shown once."""
    key = request.POST.get("team", "")
    is_key = key.isascii() and key.isdecimal() and len(key) < 16
    team = get_object_or_404(identity.teams(), pk=int(key) if is_key else 0) if key else None
    if _mine(request).count() >= MOST:
        messages.warning(request, say("You have many calendars already; revoke one first."))
        return redirect("hours:calendar")
    token = operations.make_feed(team, actor=request.actor, now=clock.now())
    return _page(request, request.build_absolute_uri(reverse("hours:feed", args=[token])))


@access("hours.own")
@require_POST
def revoke(request: Request, feed_id: int) -> HttpResponse:
    """Let an address lead nowhere."""
    feed = get_object_or_404(_mine(request), pk=feed_id)
    operations.revoke_feed(feed, actor=request.actor, now=clock.now())
    messages.success(request, say("That address leads nowhere now."))
    return redirect("hours:calendar")


@access(PUBLIC)
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program; 304 while nothing changed."""
    rows = CalendarFeed.objects.select_related("person", "team").filter(revoked_at=None, person__user__is_active=True)
    found = rows.filter(token_hash=hashed(token), person__left_at=None).first()
    if found is None or not identity.actor_of(found.person).may("hours.own"):
        raise Http404("No such calendar")
    now = clock.now()
    operations.note_reading(found, now=now)
    body = _file(found, request.build_absolute_uri("/").rstrip("/"), now)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=900"
    answer["ETag"] = etag
    answer["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _file(found: CalendarFeed, origin: str, now: datetime) -> bytes:
    person = found.person
    with translation.override(person.language or translation.get_language()):
        if found.team is not None:
            name = say("Rota of %(name)s", name=found.team.name)
            return write(name, entries.of_team(found.team, now), zone=person.zone, now=now)
        rows = entries.of_person(person, identity.actor_of(person), origin, now)
        return write(say("Duty of %(name)s", name=person.name), rows, zone=person.zone, now=now)


def _mine(request: Request):  # type: ignore[no-untyped-def]  # a query of feeds
    return CalendarFeed.objects.filter(person_id=request.actor.person_id or 0, revoked_at=None).order_by("pk")


def _page(request: Request, made: str) -> HttpResponse:
    feeds = _mine(request).select_related("team")
    context = {"feeds": feeds, "teams": identity.teams(), "made": made, "now": clock.now()}
    return render(request, "hours/calendar.html", context)
