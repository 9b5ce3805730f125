"""What of identity passes on when somebody leaves: duties, turns to come, deputyships, and views that others use."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity import leavers
from steadfast.apps.identity.leavers import Group
from steadfast.apps.identity.models import Absence, DutyTurn, Person, SavedView, Team
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.operations import absences, rota, teams
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM


def register() -> None:
    leavers.register(Group("duties", _("Duty of teams"), lambda person: _duties(person).count(), _pass_duties))
    leavers.register(Group("turns", _("Turns of duty to come"), lambda person: _turns(person).count(), _pass_turns))
    leavers.register(Group("deputies", _("Standing in for others"), _deputies_of, _pass_deputies))
    leavers.register(Group("views", _("Views that others use"), lambda person: _views(person).count(), _pass_views))


def _duties(person_id: int) -> QuerySet[Team]:
    return Team.objects.filter(duty_owner_id=person_id).order_by("id")


@transaction.atomic
def _pass_duties(person_id: int, to_id: int, limit: int, *, now: datetime) -> int:
    rows = list(_duties(person_id)[:limit])
    for team in rows:
        there = Person.objects.filter(Q(teams__team=team) | Q(pk=to_id)).exclude(pk=person_id).distinct()
        owner = Person.objects.get(pk=to_id)
        teams.change_team(team, name=team.name, duty_owner=owner, members=there, actor=SYSTEM, now=now)
    return len(rows)


def _turns(person_id: int) -> QuerySet[DutyTurn]:
    return DutyTurn.objects.filter(person_id=person_id, ends_at__gt=clock.now()).order_by("starts_at", "id")


@transaction.atomic
def _pass_turns(person_id: int, to_id: int, limit: int, *, now: datetime) -> int:
    rows = list(_turns(person_id).select_related("team")[:limit])
    for row in rows:
        rota.pass_turn(row, to_id, actor=SYSTEM, now=now)
    return len(rows)


def _deputies(person_id: int) -> QuerySet[Absence]:
    return Absence.objects.filter(deputy_id=person_id, cancelled_at=None, returned_at=None).order_by("id")


def _named(person_id: int) -> QuerySet[Person]:
    return Person.objects.filter(deputy_id=person_id).order_by("id")


def _deputies_of(person_id: int) -> int:
    return _deputies(person_id).count() + _named(person_id).count()


@transaction.atomic
def _pass_deputies(person_id: int, to_id: int, limit: int, *, now: datetime) -> int:
    said: dict[str, Any] = {"actor": SYSTEM, "now": now}
    rows, named = list(_deputies(person_id)[:limit]), list(_named(person_id)[:limit])
    for row in rows:
        absences.change_deputy(row, _other_than({row.person_id, person_id}, to_id), **said)
    for person in named:
        absences.name_deputy(person, None, **said)
    return len(rows) + len(named)


def _other_than(keys: set[int], wanted: int) -> int:
    """Return who was wanted, or some other member: nobody stands in for themselves."""
    others = Person.objects.filter(party_id=PRACTICE_ID, left_at=None).exclude(pk__in=keys).order_by("id")
    return wanted if wanted not in keys else others.values_list("pk", flat=True)[0]


def _views(person_id: int) -> QuerySet[SavedView]:
    return SavedView.objects.filter(person_id=person_id).exclude(shared="own").order_by("id")


@transaction.atomic
def _pass_views(person_id: int, to_id: int, limit: int, *, now: datetime) -> int:
    rows, taken = (
        list(_views(person_id)[:limit]),
        set(SavedView.objects.filter(person_id=to_id).values_list("list", "name")),
    )
    for row in rows:
        row.person_id = to_id
        row.name = next(name for name in _names(row.name) if (row.list, name) not in taken)
        taken.add((row.list, row.name))
        row.save(update_fields=["person", "name"])
    return len(rows)


def _names(name: str) -> list[str]:
    return [name, *(f"{name[:56]} {number}" for number in range(2, 1000))]
