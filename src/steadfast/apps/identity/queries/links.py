"""One-time links, looked up by what the address bar holds."""

import hashlib
from datetime import datetime, timedelta

from steadfast.apps.identity.models import Practice, SetUpLink

LIVES = timedelta(days=7)  # of an invitation; the link of the first start lives until the next start


def hashed(token: str) -> str:
    """Return what is kept of a token. It has 256 random bits: there is nothing to guess, so a plain hash is enough."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def good_link(token: str, *, now: datetime) -> SetUpLink | None:
    """Return the link with its person while it works: unused, not replaced, not too old, its person not gone."""
    link = SetUpLink.objects.select_related("person").filter(token_hash=hashed(token), used_at=None).first()
    return link if link is not None and is_good(link, now) else None


def is_good(link: SetUpLink, now: datetime) -> bool:
    """Tell whether an unused link works at `now`."""
    if link.person is None:
        return not Practice.objects.exists()
    return link.person.left_at is None and now < link.made_at + LIVES
