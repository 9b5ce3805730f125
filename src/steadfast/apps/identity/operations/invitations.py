"""Behind a one-time link: how its person signs in from now on, by a password or a passkey. It begins anew.

Whatever let them in before (password, passkeys, an app, codes, a provider's subject) is forgotten then, so that the
same link is the way back for whoever lost all of it, and a lost device opens nothing any more.
"""

from datetime import datetime
from typing import Any

from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from steadfast.apps.identity.models import Person, User
from steadfast.apps.identity.operations import accounts, factors, links, own_account, sessions
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


@transaction.atomic
def accept_invitation(token: str, password: str, *, now: datetime) -> User:
    """Use the link and give its person the password. Raise LinkNotGood or NoPasswords."""
    person = _person_behind(token, now)
    own_account.require_taken(person)
    user = _begin_anew(person, password)
    _record("person.chose_password", person, now)
    return user


@transaction.atomic
def accept_by_passkey(token: str, name: str, credential: dict[str, Any], *, now: datetime) -> User:
    """Use the link and give its person a passkey whose ceremony has been checked. Raise LinkNotGood."""
    person = _person_behind(token, now)
    user = _begin_anew(person, None)
    WebAuthn.add(user, name[: factors.LONGEST_NAME], credential)
    _record("person.chose_passkey", person, now)
    return user


@transaction.atomic
def account_to_be(person: Person) -> User:
    """Return the account that a passkey is made for: of an invited person a closed one, which lets nobody in yet."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return person.user or accounts.open_account(person, None, active=False)


def close_account(person: Person) -> None:
    """Let a person in no longer, by no link either, at once and everywhere; in the caller's transaction."""
    person.links.filter(used_at=None).delete()
    if person.user is not None:
        sessions.end_sessions(person.user)
        factors.forget_factors(person.user)
        User.objects.filter(pk=person.user.pk).update(is_active=False)


def _person_behind(token: str, now: datetime) -> Person:
    person = links.use(token, now=now).person
    if person is None:
        raise links.LinkNotGood(say("This link founds a practice."))
    return person


def _begin_anew(person: Person, password: str | None) -> User:
    if person.user is not None:
        sessions.end_sessions(person.user)
        factors.forget_factors(person.user)
    return accounts.open_account(person, password)


def _record(kind: str, person: Person, now: datetime) -> None:
    themselves = Actor(person.pk, person.party_id, person.name, frozenset())
    event = events.NewEvent(PRACTICE_CHAIN, kind, now, None, {"person": person.pk}, private={"name": person.name})
    events.append(event, actor=themselves, now=now)
