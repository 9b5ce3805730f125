"""Calendars to subscribe to: made, with a token that leaves once, and revoked."""

import secrets
from datetime import datetime

from django.db import transaction

from steadfast.apps.hours.models import CalendarFeed
from steadfast.apps.identity.models import Team
from steadfast.apps.identity.queries.links import hashed
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


@transaction.atomic
def make_feed(team: Team | None, *, actor: Actor, now: datetime) -> str:
    """Make a feed of one's own calendar, or of a team's rota; return its token, which nobody can read again."""
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(person_id=actor.person_id or 0, team=team, token_hash=hashed(token), made_at=now)
    _record("calendar.feed_made", feed, actor=actor, now=now)
    return token


@transaction.atomic
def revoke_feed(feed: CalendarFeed, *, actor: Actor, now: datetime) -> None:
    """Let its address lead nowhere from now on."""
    if feed.revoked_at is None:
        CalendarFeed.objects.filter(pk=feed.pk).update(revoked_at=now)
        _record("calendar.feed_revoked", feed, actor=actor, now=now)


def note_reading(feed: CalendarFeed, *, now: datetime) -> None:
    """Note that it was read, once an hour."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    if feed.read_at is None or feed.read_at < hour:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=hour)


def _record(kind: str, feed: CalendarFeed, *, actor: Actor, now: datetime) -> None:
    body = {"feed": feed.pk, "person": feed.person_id, "team": feed.team_id}
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, body), actor=actor, now=now)
