"""Teams: named, with members and one duty owner, who answers for what nobody has accepted yet."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from steadfast.apps.identity.models import Person, Team, TeamMember
from steadfast.apps.identity.queries import present
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN
from steadfast.foundation.seen import refuse_stale


@transaction.atomic
def make_team(*, name: str, duty_owner: Person, members: Iterable[Person], actor: Actor, now: datetime) -> Team:
    """Make a team; its duty owner is one of its members."""
    team = Team.objects.create(name=name, duty_owner=duty_owner)
    ids = _fill(team, members)
    _record("team.made", team, ids, actor=actor, now=now)
    return team


@transaction.atomic
def change_team(
    team: Team,
    *,
    name: str,
    duty_owner: Person,
    members: Iterable[Person],
    seen: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Give the team this name, duty owner and members. Raise Stale when it is not the one that was `seen`."""
    refuse_stale(seen, present.team_of(Team.objects.select_for_update(no_key=True).get(pk=team.pk)))
    team.name, team.duty_owner = name, duty_owner
    team.save(update_fields=["name", "duty_owner"])
    TeamMember.objects.filter(team=team).delete()
    ids = _fill(team, members)
    _record("team.changed", team, ids, actor=actor, now=now)


def _fill(team: Team, members: Iterable[Person]) -> list[int]:
    ids = sorted({team.duty_owner_id, *(person.pk for person in members)})
    TeamMember.objects.bulk_create(TeamMember(team=team, person_id=key) for key in ids)
    return ids


def _record(kind: str, team: Team, member_ids: list[int], *, actor: Actor, now: datetime) -> None:
    data = {"team": team.pk, "name": team.name, "duty_owner": team.duty_owner_id, "members": member_ids}
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, data), actor=actor, now=now)
