"""The practice's own roles: made, changed, retired. It holds from the next request of everybody who holds the role."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.identity.models import OwnRole, RoleHeld
from steadfast.apps.identity.models.role import MEMBER_ROLES, as_text
from steadfast.apps.identity.operations.bounds import require_held, require_no_more
from steadfast.apps.identity.queries import present
from steadfast.apps.identity.queries.roles import offered
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN
from steadfast.foundation.seen import refuse_stale

MOST = 100


class NameTaken(ValueError):
    """Another role has this name."""


class TooManyRoles(ValueError):
    """The practice has as many roles as anybody can tell apart."""


@transaction.atomic
def make_role(*, name: str, permissions: Iterable[str], actor: Actor, now: datetime) -> OwnRole:
    """Make a role. Raise NameTaken, TooManyRoles, or BeyondYou for what who makes it may not do."""
    wanted = frozenset(permissions) & offered()
    require_held(wanted, actor)
    _require_free(name)
    if OwnRole.objects.filter(retired_at=None).count() >= MOST:
        raise TooManyRoles(_("%(n)s roles are enough. Retire one first.") % {"n": MOST})
    role = OwnRole.objects.create(name=name, permissions=as_text(wanted))
    _record("role.made", role, {"name": name, "permissions": sorted(wanted)}, actor=actor, now=now)
    return role


@transaction.atomic
def change_role(
    role: OwnRole, *, name: str, permissions: Iterable[str], seen: str = "", actor: Actor, now: datetime
) -> None:
    """Give a role this name and these permissions. Raise NameTaken, BeyondYou, or Stale.

    What it permits beyond who changes it stays in it: they were not shown it as theirs to give or take.
    """
    role = OwnRole.objects.select_for_update(no_key=True).get(pk=role.pk)
    refuse_stale(seen, present.role_of(role))
    before = {"name": role.name, "permissions": sorted(role.granted)}
    added = (frozenset(permissions) & offered()) - role.granted
    require_held(added, actor)
    beyond = role.granted - actor.permissions if actor.person_id is not None else frozenset[str]()
    wanted = (frozenset(permissions) & offered()) | beyond
    _require_free(name, but=role)
    role.name, role.permissions = name, as_text(wanted)
    after = {"name": name, "permissions": sorted(wanted)}
    if after != before:
        role.save(update_fields=["name", "permissions"])
        _record("role.changed", role, {**after, "before": before}, actor=actor, now=now)


@transaction.atomic
def retire_role(role: OwnRole, *, actor: Actor, now: datetime) -> int:
    """Take a role from everybody who holds it, and offer it no more; return from how many.

    Raise BeyondYou for a role that permits what who retires it may not do: they could not give it back.
    """
    role = OwnRole.objects.select_for_update(no_key=True).get(pk=role.pk)
    if role.retired_at is not None:
        return 0
    require_no_more(role.granted & offered(), role.name, actor)
    held = RoleHeld.objects.filter(own=role)
    persons = sorted(held.values_list("person_id", flat=True))
    held.delete()
    role.retired_at = now
    role.save(update_fields=["retired_at"])
    _record("role.retired", role, {"taken_from": persons}, actor=actor, now=now)
    return len(persons)


def _require_free(name: str, but: OwnRole | None = None) -> None:
    others = OwnRole.objects.filter(name__iexact=name, retired_at=None).exclude(pk=but.pk if but else 0)
    if name.lower() in {*MEMBER_ROLES, "contact"} or others.exists():
        raise NameTaken(_("There is a role %(name)s already.") % {"name": name})


def _record(kind: str, role: OwnRole, body: dict[str, object], *, actor: Actor, now: datetime) -> None:
    data = {"role": role.pk, **body}
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, data), actor=actor, now=now)
