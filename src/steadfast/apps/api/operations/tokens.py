"""Make a token and revoke it. What was made is told on the practice's chain, never its secret."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from steadfast.apps.api import scopes as known
from steadfast.apps.api.models import Token
from steadfast.apps.api.queries.tokens import digest_of
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import PRACTICE_CHAIN

BITS = 256
MOST = 50  # good ones of one person


@transaction.atomic
def make_token(
    name: str, scopes: Iterable[str], expires_at: datetime, *, actor: Actor, now: datetime
) -> tuple[Token, str]:
    """Make a token of the actor; return it and its secret, which nobody can read again."""
    wanted = sorted(set(scopes) & known.SCOPES.keys())
    if actor.person_id is None or not wanted or expires_at <= now:
        raise Refused(say("A token needs a person, something it is for, and a day that lies ahead."))
    if Token.objects.filter(person_id=actor.person_id, revoked_at=None, expires_at__gt=now).count() >= MOST:
        raise Refused(say("You have %(most)s tokens; revoke one first.", most=MOST))
    secret = f"sf_{secrets.token_urlsafe(BITS // 8)}"
    token = Token.objects.create(
        person_id=actor.person_id,
        name=name.strip()[:80],
        digest=digest_of(secret),
        hint=secret[:8],
        scopes=" ".join(wanted),
        made_at=now,
        expires_at=expires_at,
    )
    events.append(_told("token.made", token, now), actor=actor, now=now)
    return token, secret


@transaction.atomic
def revoke_token(token: Token, *, actor: Actor, now: datetime) -> None:
    """Let a token open nothing any more; twice is once."""
    row = Token.objects.select_for_update(of=("self",), no_key=True).get(pk=token.pk)
    if row.revoked_at is None:
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        events.append(_told("token.revoked", row, now), actor=actor, now=now)


def _told(kind: str, token: Token, now: datetime) -> NewEvent:
    body = {"token": token.pk, "person": token.person_id, "scopes": token.held}
    return NewEvent(PRACTICE_CHAIN, kind, now, None, body, private={"name": token.name})
