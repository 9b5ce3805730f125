"""Members of the practice: joining, roles, leaving. Everything that changes who may do what is an event."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from steadfast.apps.identity import holds
from steadfast.apps.identity.models import OwnRole, Person, RoleHeld
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.models.role import MEMBER_ROLES
from steadfast.apps.identity.operations import accounts, bounds, invitations, links, sessions
from steadfast.apps.identity.queries import people, present
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN
from steadfast.foundation.seen import refuse_stale


class LastOwner(ValueError):
    """The practice would be left with nobody who may manage its people."""


class StillAnswers(ValueError):
    """The person still answers for something; `holds` lists what, with the page that shows it."""

    def __init__(self, name: str, found: list[holds.Hold]) -> None:
        super().__init__(
            say("%(name)s still answers for %(what)s.", name=name, what=", ".join(hold.words for hold in found))
        )
        self.holds = found


@transaction.atomic
def add_member(
    *, name: str, email: str, roles: Iterable[str], zone: str, is_known: bool = False, actor: Actor, now: datetime
) -> tuple[Person, str]:
    """Add a member who cannot sign in yet; return them and an invitation’s token. Raise AddressTaken, BeyondYou.

    With `is_known` they are the person whom an import names so: what it says of that person is theirs.
    """
    roles = list(roles)
    bounds.require_keys_held(roles, actor)
    accounts.require_free(email)
    known = people.named_by_import(name).select_for_update(no_key=True).first() if is_known else None
    person = known or Person(party_id=PRACTICE_ID, name=name)
    person.email, person.zone, person.left_at = email.lower(), zone, None
    person.save()
    held = _hold(person, roles)
    token = links.make(person, now=now)
    _record("person.joined", person, {"roles": held}, actor=actor, now=now)
    return person, token


@transaction.atomic
def invite(person: Person, *, actor: Actor, now: datetime) -> str:
    """Return the token of a new link by which the person chooses how they sign in, for the first time or anew.

    Whoever needs one may have lost a device: where they are signed in, it ends now. Their old ways in end with its use.
    Raise BeyondYou for who may do more than who asks.
    """
    bounds.require_over(person, actor)
    token = links.make(person, now=now)
    ended = sessions.end_sessions(person.user)
    _record("person.invited", person, {"sessions": ended}, actor=actor, now=now)
    return token


@transaction.atomic
def set_roles(person: Person, roles: Iterable[str], *, seen: str = "", actor: Actor, now: datetime) -> None:
    """Give a member exactly these roles, by their keys. Raise LastOwner, BeyondYou, or Stale when they are not those
    that were `seen`."""
    hold(person.pk)
    before = present.roles_of(person)["roles"]
    refuse_stale(seen, {"roles": before})
    wanted = set(roles)
    bounds.require_over(person, actor)
    bounds.require_keys_held(wanted - set(before), actor)
    if "owner" not in wanted:
        require_other_owner(person)
    RoleHeld.objects.filter(person=person).delete()
    held = _hold(person, wanted)
    if held != before:
        _record("person.roles_changed", person, {"before": before, "roles": held}, actor=actor, now=now)


@transaction.atomic
def leave(person: Person, *, actor: Actor, now: datetime) -> None:
    """Mark a member as left and close their account. Raise StillAnswers or LastOwner."""
    person = hold(person.pk)
    if person.left_at is not None:
        return
    bounds.require_over(person, actor)
    require_other_owner(person)
    if found := holds.of(person.pk):
        raise StillAnswers(person.name, found)
    person.left_at = now
    person.save(update_fields=["left_at"])
    person.teams.all().delete()
    invitations.close_account(person)
    _record("person.left", person, {}, actor=actor, now=now)


@transaction.atomic
def come_back(person: Person, *, actor: Actor, now: datetime) -> str:
    """Let a member who left back in; return the token of a new invitation, as the old password stays dead.

    Raise BeyondYou for who may do more than who asks.
    """
    bounds.require_over(person, actor)
    person.left_at = None
    person.save(update_fields=["left_at"])
    _record("person.came_back", person, {}, actor=actor, now=now)
    return links.make(person, now=now)


def _hold(person: Person, roles: Iterable[str]) -> list[str]:
    wanted = set(roles)
    own = [
        role for role in OwnRole.objects.select_for_update(no_key=True).filter(retired_at=None) if role.key in wanted
    ]
    rows = [RoleHeld(person=person, role=role) for role in sorted(wanted & set(MEMBER_ROLES))]
    rows += [RoleHeld(person=person, own=role) for role in own]
    RoleHeld.objects.bulk_create(rows)
    return sorted(row.key for row in rows)


def hold(person_id: int) -> Person:
    """Lock a person and all working owners, in the order of their keys, and return the person.

    So two owners who act on each other wait for one another instead of in a ring, and cannot demote each other.
    """
    rows = Person.objects.select_for_update(no_key=True).filter(Q(pk=person_id) | Q(pk__in=_owners())).order_by("pk")
    return next(row for row in rows if row.pk == person_id)


def require_other_owner(person: Person) -> None:
    """Raise LastOwner when no other working owner remains than a person who is held."""
    if set(_owners()) == {person.pk}:
        raise LastOwner(say("%(name)s is the only owner. Make somebody else an owner first.", name=person.name))


def _owners() -> QuerySet[RoleHeld, int]:
    owners = RoleHeld.objects.filter(role="owner", person__party_id=PRACTICE_ID, person__left_at=None)
    return owners.values_list("person_id", flat=True)


def _record(kind: str, person: Person, body: dict[str, object], *, actor: Actor, now: datetime) -> None:
    data = {"person": person.pk, **body}
    event = events.NewEvent(PRACTICE_CHAIN, kind, now, None, data, private={"name": person.name})
    events.append(event, actor=actor, now=now)
