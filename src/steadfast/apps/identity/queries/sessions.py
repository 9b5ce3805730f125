"""Where somebody is signed in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from steadfast.apps.identity import devices
from steadfast.apps.identity.models import User


@dataclass(frozen=True)
class SignedIn:
    """A session as its person reads it: `browser` and `system` are "" where we do not know them."""

    id: int
    browser: str
    system: str
    address: str
    began_at: datetime
    seen_at: datetime
    this_one: bool


def sessions_of(user: User, *, this: str, now: datetime) -> list[SignedIn]:
    """Return the sessions that have not ended, this one first, then the one last seen. `this` is the reader's key."""
    rows = list(UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk")[:200])
    keys = [row.session_key for row in rows]
    live = set(Session.objects.filter(pk__in=keys, expire_date__gt=now).values_list("pk", flat=True))
    found = [_signed_in(row, this) for row in rows if row.session_key in live]
    return sorted(found, key=lambda one: not one.this_one)


def _signed_in(row: UserSession, this: str) -> SignedIn:
    return SignedIn(
        id=row.pk,
        browser=devices.browser(row.user_agent),
        system=devices.system(row.user_agent),
        address=str(row.ip),
        began_at=row.created_at,
        seen_at=row.last_seen_at,
        this_one=row.session_key == this,
    )
