"""Nobody gives what they do not hold, nor changes the ways in of somebody who may do more than they."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from steadfast.apps.identity.models import Person
from steadfast.apps.identity.queries import actors
from steadfast.apps.identity.queries.roles import permissions_by_keys
from steadfast.foundation import access
from steadfast.foundation.actor import Actor


class BeyondYou(ValueError):
    """It would give, or take over, more than who asks for it may do; the text names what."""


def require_held(permissions: Iterable[str], actor: Actor) -> None:
    """Raise BeyondYou for permissions that a person who acts does not hold; the program itself may give all."""
    lacking = sorted(set(permissions) - actor.permissions) if actor.person_id is not None else []
    if lacking:
        known = access.words()
        named = "; ".join(str(known[name][1]) if name in known else name for name in lacking[:3])
        raise BeyondYou(_("You cannot give what you may not do yourself: %(what)s") % {"what": named})


def require_keys_held(keys: Iterable[str], actor: Actor) -> None:
    """Raise BeyondYou for roles, by their keys, that permit what a person who acts does not hold."""
    require_held(permissions_by_keys(keys), actor)


def require_over(person: Person, actor: Actor) -> None:
    """Raise BeyondYou where a person may do more than who acts: a link for them would be a way to all of that."""
    if actor.person_id is not None:
        require_no_more(actors.actor_of(person).permissions, person.name, actor)


def require_no_more(permissions: frozenset[str], name: str, actor: Actor) -> None:
    """Raise BeyondYou where who or what is called `name` permits more than who acts may do."""
    if actor.person_id is not None and permissions - actor.permissions:
        raise BeyondYou(_("%(name)s may do more than you. Ask an owner.") % {"name": name})
