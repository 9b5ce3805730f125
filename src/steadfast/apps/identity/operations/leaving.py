"""Leaving: planned, called off, and carried out bit by bit until nothing is left; then the account closes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from steadfast.apps.identity import leavers
from steadfast.apps.identity.models import Leaving, Person
from steadfast.apps.identity.operations import bounds, members
from steadfast.domain.commitment import instants
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM, Actor
from steadfast.foundation.models import PRACTICE_CHAIN

REST = "rest"
CHUNK = 25  # things that pass before progress is written


@transaction.atomic
def plan_leaving(
    person: Person, *, leaves_at: datetime, takers: Mapping[str, int], actor: Actor, now: datetime
) -> Leaving:
    """Write that somebody leaves, and who takes what; `takers` by group, "rest" for all that it does not name.

    Raise Refused, LastOwner or BeyondYou.
    """
    person = members.hold(person.pk)
    bounds.require_over(person, actor)
    members.require_other_owner(person)
    if person.left_at is not None or Leaving.objects.filter(person=person, done_at=None, cancelled_at=None).exists():
        raise Refused(_("%(name)s has left or leaves already.") % {"name": person.name})
    here = set(
        Person.objects.filter(pk__in=takers.values(), left_at=None, party=person.party).values_list("pk", flat=True)
    )
    if REST not in takers or person.pk in takers.values() or here != set(takers.values()):
        raise Refused(_("Name another member who works here for each."))
    total = sum(group.count(person.pk) for group in leavers.groups())
    leaving = Leaving.objects.create(person=person, leaves_at=leaves_at, takers=dict(takers), total=total)
    body = {"leaving": leaving.pk, "leaves_at": instants.text(leaves_at), "takers": dict(takers)}
    _record("person.leaving_planned", leaving, body, actor=actor, now=now)
    return leaving


@transaction.atomic
def cancel_leaving(leaving: Leaving, *, actor: Actor, now: datetime) -> bool:
    """Call it off; what has passed stays where it is. False when it is over."""
    leaving = Leaving.objects.select_for_update(no_key=True).get(pk=leaving.pk)
    if leaving.done_at is not None or leaving.cancelled_at is not None:
        return False
    leaving.cancelled_at = now
    leaving.save(update_fields=["cancelled_at"])
    _record("person.leaving_cancelled", leaving, {"leaving": leaving.pk}, actor=actor, now=now)
    return True


def carry_leaving(leaving_id: int, *, now: datetime) -> bool:
    """Pass what is left and close the account; tell whether it is done. It may be run again at any time."""
    leaving = Leaving.objects.select_related("person").get(pk=leaving_id)
    if leaving.done_at is not None or leaving.cancelled_at is not None or leaving.leaves_at > now:
        return leaving.done_at is not None
    try:
        for group in leavers.groups():
            to = _taker(leaving, group.key)
            while passed := group.pass_some(leaving.person_id, to, CHUNK, now=now):
                Leaving.objects.filter(pk=leaving_id).update(passed=F("passed") + passed)
        _close(leaving, now=now)
    except (Refused, members.LastOwner, members.StillAnswers) as trouble:
        Leaving.objects.filter(pk=leaving_id).update(trouble=str(trouble))
        return False
    return True


@transaction.atomic
def _close(leaving: Leaving, *, now: datetime) -> None:
    leaving = Leaving.objects.select_for_update(of=("self",), no_key=True).select_related("person").get(pk=leaving.pk)
    if leaving.done_at is None and leaving.cancelled_at is None:
        members.leave(leaving.person, actor=SYSTEM, now=now)
        leaving.done_at, leaving.trouble = now, ""
        leaving.save(update_fields=["done_at", "trouble"])


def _taker(leaving: Leaving, key: str) -> int:
    """Return who takes a group: who was named, unless they left meanwhile; then whoever takes the rest."""
    wanted = [leaving.takers.get(key), leaving.takers[REST]]
    here = set(Person.objects.filter(pk__in=[one for one in wanted if one], left_at=None).values_list("pk", flat=True))
    found: int | None = next((one for one in wanted if one in here), None)
    if found is None:
        raise Refused(_("Who should take it has left, too. Call it off and name somebody else."))
    return found


def _record(kind: str, leaving: Leaving, body: dict[str, object], *, actor: Actor, now: datetime) -> None:
    data = {"person": leaving.person_id, **body}
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, data), actor=actor, now=now)
