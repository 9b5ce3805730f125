"""Notices of whoever's token it is: what they should know. Nobody reads another's."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router, Schema

from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Instant, Named, Paging, page_of, paged, someone
from steadfast.apps.notices import operations
from steadfast.apps.notices.models import Notice
from steadfast.apps.notices.queries import inbox
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["notices"])
NEEDS = "notices.view"
PLAIN = ("kind", "count", "first_at", "at", "read_at", "snoozed_until")


class NoticeOut(Schema):
    """`said`: the notice as a sentence; `count`: how often it happened while it was unread; `page`: where to act."""

    id: int
    kind: str
    said: str
    page: str
    by: Named | None
    count: int
    first_at: Instant
    at: Instant
    read_at: Instant | None
    snoozed_until: Instant | None


class Count(Schema):
    """How many."""

    notices: int


class Wanted(Paging):
    """Which notices: unread ones, those put off, or all."""

    which: Literal["unread", "later", "all"] = "unread"


class Until(Given):
    """An instant."""

    until: Instant


@reads(routes, "/notices", NEEDS, page_of(NoticeOut))
def list_notices(request: Request, asked: Query[Wanted]) -> Told:
    """List one's own notices, newest first."""
    rows = inbox.chosen(request.actor, which=asked.which, now=clock.now())
    return Told(paged(rows, inbox.ORDER, asked, _told))


@writes(routes, "/notices/{number:notice_id}/read", NEEDS, Count)
def read_notice(request: Request, notice_id: int) -> Told:
    """Mark one as read, and with it all others of its subject; answer how many were unread."""
    return Told({"notices": operations.read(_find(request, notice_id), now=clock.now())})


@writes(routes, "/notices/read", NEEDS, Count)
def read_all_notices(request: Request, typed: Until) -> Told:
    """Mark as read what came until an instant and is not put off; answer how many that were."""
    now = clock.now()
    return Told({"notices": operations.read_all(request.actor.person_id or 0, until=min(typed.until, now), now=now)})


@writes(routes, "/notices/{number:notice_id}/snooze", NEEDS, NoticeOut)
def snooze_notice(request: Request, notice_id: int, typed: Until) -> Told:
    """Put one off: it does not count and is not mailed before."""
    row = _find(request, notice_id)
    _refuse_past(typed.until)
    operations.snooze(row, until=typed.until)
    return Told(_told(_find(request, notice_id)))


def _refuse_past(until: datetime) -> None:
    if until <= clock.now():
        raise Refused("Name an instant that lies ahead.")


def _find(request: Request, notice_id: int) -> Notice:
    row = inbox.of_reader(request.actor).select_related("subject", "by").filter(pk=notice_id).first()
    if row is None:
        raise Http404
    return row


def _told(row: Notice) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in PLAIN}
    shown = {"said": inbox.shown(row).said, "page": inbox.url_of(row), "by": someone(row.by)}
    return {"id": row.pk, **plain, **shown}
