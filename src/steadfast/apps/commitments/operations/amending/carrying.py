"""Carry an applied amendment to the open commitments, part by part, each one transaction of at most a second.

Whoever is killed loses the part in hand alone: `next_id` and `changed` move with the rows. Shorter and equal due times
take the new terms at once, longer ones where the creditor said yes; where not, their creditor is asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from steadfast.apps.agreements.models import Amendment
from steadfast.apps.commitments import holders
from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.commitments.operations.amending import asking
from steadfast.apps.commitments.operations.amending.telling import of_amendment
from steadfast.apps.commitments.operations.amending.writing import Part, write
from steadfast.apps.commitments.queries.amending import planning
from steadfast.apps.commitments.queries.amending.reached import Reached, reached, waits_on
from steadfast.apps.commitments.queries.amending.reached import read as read_rows
from steadfast.apps.commitments.queries.amending.successor import Successor, successor_of
from steadfast.domain.commitment.amended import Effect
from steadfast.domain.working_time.zones import Seconds
from steadfast.foundation import events
from steadfast.foundation.actor import Actor

PART = 500


@dataclass(frozen=True, slots=True)
class Carried:
    """One part: the rows of its plan that take the new terms, and the creditors to be asked for the rest."""

    part: Part
    asked: Mapping[int, datetime]


type Key = tuple[int, int]
"""A commitment and its subject."""


def parts(amendment_id: int, *, creditor_id: int | None = None, size: int = PART) -> Iterator[list[Key]]:
    """Yield the open commitments that are still ahead, in the order of ids; of one creditor all that are left."""
    amendment = _applied(amendment_id)
    rows = reached(successor_of(amendment))
    rows = rows.filter(pk__gte=amendment.next_id) if creditor_id is None else rows.filter(creditor=creditor_id)
    return (list(part) for part in batched(sorted(rows.values_list("pk", "subject_id")), size))


def carry_on(amendment_id: int, keys: Sequence[Key], *, actor: Actor, now: datetime) -> None:
    """Carry an amendment to the next commitments; nothing happens to those that another worker was faster with."""
    successor = successor_of(_applied(amendment_id))
    with holders.hold_many(sorted({subject for _, subject in keys})):
        held = _hold(amendment_id)
        if held.state != "applying" or held.next_id > keys[0][0]:
            return
        carried = _carried(held, successor, keys, now)
        held.next_id = keys[-1][0] + 1
        told = asking.ask(held, carried.asked, actor=actor, now=now)
        _write(held, carried.part, told, actor=actor, now=now)


def extend(proposal_id: int, keys: Sequence[Key], *, actor: Actor, now: datetime) -> None:
    """Give a creditor who said yes the longer times of these; what fell due, was closed or moved stays as it is."""
    proposal = Proposal.objects.get(pk=proposal_id, answer="yes")
    successor = successor_of(_applied(proposal.amendment_id or 0))
    with holders.hold_many(sorted({subject for _, subject in keys})):
        held = _hold(successor.amendment.pk)
        carried = _carried(held, successor, keys, now)
        if carried.part.rows:
            _write(held, carried.part, [], actor=actor, now=now)


@transaction.atomic
def finish(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """Say that an amendment was carried out; the caller found nothing ahead of it any more."""
    held = _hold(amendment_id)
    if held.state != "applying":
        return
    held.state = "applied"
    held.save(update_fields=["state"])
    told = of_amendment(held, "amendment.carried_out", {"changed": held.changed}, now)
    events.append_many([told], actor=actor, now=now)


def _write(held: Amendment, part: Part, also: list[events.NewEvent], *, actor: Actor, now: datetime) -> None:
    """Write a part with its count; the event that tells of it comes last."""
    held.changed += len(part.rows)
    held.save(update_fields=["next_id", "changed"])
    body = {"changed": len(part.rows), "next": held.next_id}
    told = [*also, *write(part, now=now), of_amendment(held, "amendment.carried", body, now)]
    events.append_many(told, actor=actor, now=now)


def _carried(amendment: Amendment, successor: Successor, keys: Sequence[Key], now: datetime) -> Carried:
    """Lock commitments, plan them anew, and divide those that change now from those that wait for a yes."""
    rows = _lock(reached(successor).filter(pk__in=[key for key, _ in keys]))
    found = planning.of(rows, waits_on([row.subject_id for row in rows], successor.reasons), successor, now=now)
    yes = asking.who_said_yes(amendment)
    agreed = np.array([row.creditor_id in yes for row in rows], dtype=bool)
    later = found.effect == Effect.LATER
    at_once = np.isin(found.effect, (Effect.EARLIER, Effect.UNCHANGED)) | (later & agreed)
    asked = _latest(rows, np.flatnonzero(later & ~agreed))
    return Carried(Part.of(found, np.flatnonzero(at_once), successor), asked)


def _lock(rows: QuerySet[Commitment]) -> list[Reached]:
    """Return rows as they are, locked in the order of ids; what was closed meanwhile is gone."""
    locked = rows.select_for_update(no_key=True).order_by("pk")
    keys = list(locked.values_list("pk", flat=True))
    return sorted(read_rows(Commitment.objects.filter(pk__in=keys).order_by()))


def _latest(rows: Sequence[Reached], places: Seconds) -> dict[int, datetime]:
    """Return, by creditor, the last due time of those that wait for their yes: a later yes would change none."""
    found: dict[int, datetime] = {}
    for row in (rows[place] for place in places):
        found[row.creditor_id] = max(row.due_at, found.get(row.creditor_id, row.due_at))
    return found


def _applied(amendment_id: int) -> Amendment:
    return Amendment.objects.select_related(
        "calendar__subject", "agreement__subject", "on_calendar", "calendar_version", "agreement_version"
    ).get(pk=amendment_id)


def _hold(amendment_id: int) -> Amendment:
    """Return the amendment, locked, after the tickets and before the commitments."""
    rows = Amendment.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("calendar__subject", "agreement__subject").get(pk=amendment_id)
