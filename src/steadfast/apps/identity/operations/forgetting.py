"""Forget what opened a door once: sessions that have ended."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

CHUNK = 5_000  # one short transaction each


def forget_old_sessions(*, now: datetime) -> int:
    """Delete sessions that ended before `now`; return how many."""
    old = Session.objects.filter(expire_date__lt=now)
    forgotten = 0
    while keys := list(old.values_list("pk", flat=True)[:CHUNK]):
        forgotten += Session.objects.filter(pk__in=keys).delete()[0]
    UserSession.objects.filter(~Exists(Session.objects.filter(pk=OuterRef("session_key")))).delete()
    return forgotten
