"""Ways into the portal: a contact asks for a link, a member invites one, and either link signs in once.

Nobody comes in who was not invited: a contact is added by many hands and imports, and sees what a client sees.
"""

import re
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Person, User
from steadfast.apps.identity.operations import accounts, invitations
from steadfast.apps.identity.queries.links import hashed
from steadfast.apps.portal.models import SignInLink
from steadfast.apps.portal.queries import ways_in
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent

ASKED = timedelta(minutes=15)  # lives a link that somebody asked for
INVITED = timedelta(days=7)
KEPT = timedelta(days=30)  # a dead one, before it is forgotten
SLASH = "(?:/|%2f|%252f)"  # %: inside another address, as programs write that guard what is followed
TOKEN = re.compile(rf"{SLASH}portal{SLASH}enter{SLASH}([\w-]{{43}})", re.ASCII | re.IGNORECASE)
FOLDED = re.compile(r"[\s>=]+")  # what a mail program puts into an address that is longer than its lines
MOST_OVERHEARD = 100


class DeadLink(LookupError):
    """The link is unknown, used, replaced or too old, or its person may not come in any more."""


def ask(email: str, *, now: datetime) -> tuple[Person, str] | None:
    """Make a link for the contact of this address; return them and its token, None where nobody may come in by it."""
    person = ways_in.to_be_sent(email)
    return None if person is None else (person, _make(person, ASKED, now, invites=False))


@transaction.atomic
def invite(client: Client, person: Person, *, own_only: bool, actor: Actor, now: datetime) -> str:
    """Let a contact in, say how much they see, and return the token of their link; an older invitation dies.

    Raise Refused for one who left, whose client is served no longer, or without an address of their own.
    """
    row = _held(client, person)
    if row.left_at is not None or client.retired_at is not None:
        raise Refused(say("They have left, or the client is served no longer."))
    if not row.email:
        raise Refused(say("Give them an e-mail address first."))
    if row.user is None or not row.user.is_active:
        _open(row)
    _say_sight(row, own_only)
    SignInLink.objects.filter(person=row, invites=True, used_at=None).delete()
    _record("portal.invited", client, row, {"own_only": own_only}, actor=actor, now=now)
    return _make(row, INVITED, now, invites=True)


@transaction.atomic
def set_sight(client: Client, person: Person, *, own_only: bool, actor: Actor, now: datetime) -> None:
    """Say whether a contact sees their whole company or just what is their own; it holds from the next page on."""
    row = _held(client, person)
    if row.own_only != own_only:
        _say_sight(row, own_only)
        _record("portal.sight_changed", client, row, {"own_only": own_only}, actor=actor, now=now)


@transaction.atomic
def shut_out(client: Client, person: Person, *, actor: Actor, now: datetime) -> None:
    """Close a contact's way in at once and everywhere; what they wrote stays."""
    row = _held(client, person)
    SignInLink.objects.filter(person=row, used_at=None).delete()
    if row.user is not None and row.user.is_active:
        invitations.close_account(row)
        _record("portal.closed", client, row, {}, actor=actor, now=now)


@transaction.atomic
def enter(token: str, *, now: datetime) -> User:
    """Use a link and return whom it signs in; every other link of theirs dies with it. Raise DeadLink."""
    rows = SignInLink.objects.select_for_update(of=("self",), no_key=True).select_related("person__user")
    link = rows.filter(token_hash=hashed(token), used_at=None).first()
    if link is None or not ways_in.is_good(link, now) or link.person.user is None:
        raise DeadLink(say("This link was used, replaced or never made."))
    link.used_at = now
    link.save(update_fields=["used_at"])
    SignInLink.objects.filter(person=link.person, used_at=None).delete()
    return link.person.user


def end_overheard(text: str, _now: datetime) -> int:
    """End the links that stand in a text which others may read; return how many. Their people ask for another."""
    whole = FOLDED.sub("", text) if "portal" in text else ""
    tokens = {found for each in (text, whole) for found in TOKEN.findall(each)}
    if not tokens:
        return 0
    hashes = [hashed(token) for token in sorted(tokens)[:MOST_OVERHEARD]]
    return SignInLink.objects.filter(token_hash__in=hashes, used_at=None).delete()[0]


def forget_links(*, now: datetime) -> int:
    """Delete links that ended long ago; return how many."""
    return SignInLink.objects.filter(ends_at__lt=now - KEPT).delete()[0]


def _make(person: Person, lives: timedelta, now: datetime, *, invites: bool) -> str:
    token = secrets.token_urlsafe(32)
    said = {"email": person.email, "invites": invites, "made_at": now, "ends_at": now + lives}
    SignInLink.objects.create(token_hash=hashed(token), person=person, **said)
    return token


def _held(client: Client, person: Person) -> Person:
    rows = Person.objects.select_for_update(of=("self",), no_key=True).select_related("user")
    return rows.get(pk=person.pk, party_id=client.pk)


def _open(person: Person) -> None:
    """Open an account that nothing but a link enters yet. Raise Refused where somebody else signs in by the address."""
    others = User.objects.filter(email__iexact=person.email).exclude(pk=person.user_id or 0)
    if others.exists():
        raise Refused(say("Somebody else signs in by this address already."))
    accounts.open_account(person, None)


def _say_sight(person: Person, own_only: bool) -> None:
    person.own_only = own_only
    person.save(update_fields=["own_only"])


def _record(kind: str, client: Client, person: Person, body: dict[str, object], *, actor: Actor, now: datetime) -> None:
    said = {"client": client.pk, "person": person.pk, **body}
    told = NewEvent(client.chain_id, kind, now, None, said, private={"name": person.name})
    events.append(told, actor=actor, now=now)
