"""Sessions: noted when they begin, seen now and then, ended by their person, by an owner, or by a new way in."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from steadfast.apps.identity.models import Person, User
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


def note_session(request: HttpRequest) -> None:
    """Write down that a session began, from where and with which browser."""
    if request.META.get("REMOTE_ADDR"):
        UserSession.objects.create_from_request(request)


def see_session(session_key: str, *, now: datetime) -> None:
    """Write down that a session is in use."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=now)


@transaction.atomic
def end_session(user: User, session_id: int, *, actor: Actor, now: datetime) -> bool:
    """End one of somebody's own sessions; False when it is not theirs or has ended."""
    keys = list(UserSession.objects.filter(user=user, pk=session_id).values_list("session_key", flat=True))
    if keys:
        _end(keys)
        record_ended(user.person, len(keys), actor=actor, now=now)
    return bool(keys)


@transaction.atomic
def end_other_sessions(user: User, *, keep: str, actor: Actor, now: datetime) -> int:
    """End all sessions of somebody but one; return how many."""
    ended = end_sessions(user, keep=keep)
    if ended:
        record_ended(user.person, ended, actor=actor, now=now)
    return ended


def end_sessions(user: User | None, *, keep: str = "") -> int:
    """End the sessions of an account, in the caller's transaction and for the caller's event; return how many."""
    if user is None:
        return 0
    rows = UserSession.objects.filter(user=user).exclude(session_key=keep)
    return _end(list(rows.values_list("session_key", flat=True)))


def record_ended(person: Person, count: int, *, actor: Actor, now: datetime) -> None:
    """Append that sessions of a person were ended."""
    body = {"person": person.pk, "sessions": count}
    events.append(events.NewEvent(PRACTICE_CHAIN, "person.sessions_ended", now, None, body), actor=actor, now=now)


def _end(keys: list[str]) -> int:
    Session.objects.filter(pk__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)
