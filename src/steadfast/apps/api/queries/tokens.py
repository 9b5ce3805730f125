"""Tokens: whose they are, and as whom one acts."""

import hashlib
from dataclasses import replace
from functools import cache

from django.db.models import Q, QuerySet

from steadfast.apps.api import scopes
from steadfast.apps.api.models import Token
from steadfast.apps.identity import queries as identity
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows


def visible_to(actor: Actor) -> QuerySet[Token]:
    """Return one's own tokens; those of everybody to who may see all."""
    rows = Token.objects.select_related("person")
    if actor.may("tokens.all"):
        return rows
    return rows.filter(person_id=actor.person_id or 0) if actor.may("tokens.own") else rows.none()


def digest_of(secret: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def bearer(secret: str) -> Token | None:
    """Return the token that a program shows, expired and revoked ones too, None for what was never one of ours."""
    return next(iter(_by_digest().rows(digest=digest_of(secret))), None)


def actor_of(token: Token) -> Actor | None:
    """Return whom a token acts for, with what both the person may and the token is for; None for who has left.

    Their roles are read at each request: what somebody may no longer do, their programs cannot either.
    """
    whole = person_of(token)
    if whole is None or not whole.may("tokens.own"):
        return None
    left = scopes.permitted(token.held, of=whole.permissions)
    return replace(whole, permissions=left)


def person_of(token: Token) -> Actor | None:
    """Return whose token it is with all that they may, whatever the token is for; None for who has left."""
    user = identity.account(token.person.user_id) if token.person.user_id else None
    return None if user is None or not user.is_active else identity.actor_of_user(user)


@cache
def _by_digest() -> Rows[Token]:
    rows = Token.objects.select_related("person")
    return Rows(lambda digest: rows.filter(Q(digest=digest)), words=["digest"])
