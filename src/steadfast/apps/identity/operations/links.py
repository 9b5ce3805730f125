"""One-time links: made and used. The token leaves this module once, in the path that is shown."""

import secrets
from datetime import datetime

from steadfast.apps.identity.models import Person, Practice, SetUpLink
from steadfast.apps.identity.queries.links import hashed, is_good
from steadfast.domain.language import say


class LinkNotGood(LookupError):
    """The link is unknown, used, replaced by a newer one or too old."""


def set_up_link(*, now: datetime) -> str:
    """Return the path of the page that founds the practice, or "" when it is founded. Older links stop working."""
    if Practice.objects.exists():
        return ""
    return f"/set-up/{make(None, now=now)}/"


def make(person: Person | None, *, now: datetime) -> str:
    """Return the token of a new link for a person, none for the first start; their older unused links die."""
    SetUpLink.objects.filter(person=person, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    SetUpLink.objects.create(token_hash=hashed(token), person=person, made_at=now)
    return token


def use(token: str, *, now: datetime) -> SetUpLink:
    """Lock the link and mark it used; raise LinkNotGood. Call it first in the transaction that the link is for."""
    link = SetUpLink.objects.select_for_update(no_key=True).filter(token_hash=hashed(token), used_at=None).first()
    if link is None or not is_good(link, now):
        raise LinkNotGood(say("This link was used, replaced or never made."))
    link.used_at = now
    link.save(update_fields=["used_at"])
    return link
