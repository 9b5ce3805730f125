"""Turns of duty: written one by one or as a series, never two at a time for one team. A future one can be removed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from steadfast.apps.identity.models import DutyTurn, Person, Team
from steadfast.domain.commitment import instants
from steadfast.domain.commitment.duty.rota import Turn, overlap
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events, moments
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


@transaction.atomic
def add_turns(team: Team, turns: Sequence[Turn], *, actor: Actor, now: datetime) -> list[DutyTurn]:
    """Write turns of a team; Refused, with the name of whose turn it is, where one overlaps another."""
    team = Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    start, end = min(turn.start for turn in turns), max(turn.end for turn in turns)
    there = DutyTurn.objects.filter(team=team, starts_at__lt=end, ends_at__gt=start).select_related("person")
    known = {Turn(row.person_id, row.starts_at, row.ends_at): row for row in there}
    if (clash := overlap(turns, known)) is not None:
        raise Refused(_clash(team, known[clash], actor.zone, now))
    names = {row.pk: row for row in Person.objects.filter(pk__in={turn.person for turn in turns})}
    if gone := [row.name for row in names.values() if row.left_at is not None]:
        raise Refused(say("%(name)s has left and takes no turns.", name=gone[0]))
    rows = DutyTurn.objects.bulk_create(
        DutyTurn(team=team, person=names[turn.person], starts_at=turn.start, ends_at=turn.end) for turn in turns
    )
    _record("duty.turns_added", team, rows, actor=actor, now=now)
    return rows


@transaction.atomic
def remove_turn(team: Team, turn_id: int, *, actor: Actor, now: datetime) -> None:
    """Take a turn away that has not begun. What was is kept: who answered then is a fact."""
    row = DutyTurn.objects.select_for_update(no_key=True).filter(pk=turn_id, team=team).first()
    if row is None:
        raise Refused(say("That turn is gone already."))
    if row.starts_at <= now:
        raise Refused(say("That turn has begun; it stays. Offer what is open to somebody else."))
    _record("duty.turn_removed", team, [row], actor=actor, now=now)
    row.delete()


def pass_turn(row: DutyTurn, to_id: int, *, actor: Actor, now: datetime) -> None:
    """Give a turn that is not over to another member, as who had it leaves; in the caller's transaction.

    What has run of it stays theirs: who answered then is a fact.
    """
    end, start = row.ends_at, max(row.starts_at, now)
    if row.starts_at < now:
        row.ends_at = now
        row.save(update_fields=["ends_at"])
        _record("duty.turn_cut", row.team, [row], actor=actor, now=now)
    else:
        _record("duty.turn_removed", row.team, [row], actor=actor, now=now)
        row.delete()
    made = DutyTurn.objects.create(team=row.team, person_id=to_id, starts_at=start, ends_at=end)
    _record("duty.turns_added", row.team, [made], actor=actor, now=now)


def _clash(team: Team, row: DutyTurn, zone: str, now: datetime) -> str:
    here = moments.zone_of(zone)
    start, end = moments.when(row.starts_at, now, here), moments.when(row.ends_at, now, here)
    return say(
        "It is the turn of %(name)s for %(team)s from %(start)s to %(end)s. Take that one away first.",
        name=row.person.name,
        team=team.name,
        start=start,
        end=end,
    )


def _record(kind: str, team: Team, rows: Sequence[DutyTurn], *, actor: Actor, now: datetime) -> None:
    told = [
        {
            "turn": row.pk,
            "person": row.person_id,
            "starts_at": instants.text(row.starts_at),
            "ends_at": instants.text(row.ends_at),
        }
        for row in rows
    ]
    body = {"team": team.pk, "turns": told}
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, body), actor=actor, now=now)
