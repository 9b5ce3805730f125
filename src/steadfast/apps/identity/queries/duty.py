"""Who answers at an instant: the roster read from turns, absences and teams, and what the domain says of it."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import F, QuerySet, Value

from steadfast.apps.identity.models import Absence, DutyTurn, Person, Team, TeamMember
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.queries.people import teams
from steadfast.domain.commitment.duty import roster as duty
from steadfast.domain.commitment.duty.roster import Answering, Roster
from steadfast.foundation.prepared import Rows


def away_at(at: datetime) -> QuerySet[Absence]:
    """Return the absences in force at an instant."""
    return Absence.objects.filter(cancelled_at=None, starts_at__lte=at, ends_at__gt=at)


def roster(at: datetime) -> Roster:
    """Return the roster of an instant, in one query of short tables."""
    found: dict[str, dict[int, list[int]]] = {name: {} for name in ("away", "left", "duty", "turn", "member")}
    for of, key, who, _ in _all(at):
        found[of].setdefault(key, []).append(who)
    last = {of: {key: persons[-1] for key, persons in pairs.items()} for of, pairs in found.items()}
    return Roster(
        away=last["away"],
        left=frozenset(found["left"]),
        duty=last["duty"],
        turns=last["turn"],
        members={team: tuple(persons) for team, persons in found["member"].items()},
    )


def _all(at: datetime) -> Iterable[tuple[str, int, int, int]]:
    """Return (what it is, key, person, row) of all that a roster holds, each kind in the order of its rows."""
    parts = [
        _pairs(away_at(at), "away", "person_id", "deputy_id"),
        _pairs(_left(), "left", "id", "id"),
        _pairs(Team.objects.all(), "duty", "id", "duty_owner_id"),
        _pairs(_on_turn(at), "turn", "team_id", "person_id"),
        _pairs(TeamMember.objects.all(), "member", "team_id", "person_id"),
    ]
    rows: Iterable[tuple[str, int, int, int]] = parts[0].union(*parts[1:], all=True).order_by("of", "row")
    return rows


def _pairs(rows: QuerySet[Any], of: str, key: str, who: str) -> QuerySet[Any, Any]:
    named: QuerySet[Any] = rows.order_by().annotate(of=Value(of), key=F(key), who=F(who), row=F("id"))
    return named.values_list("of", "key", "who", "row")


def duty_owner_of(team: Team | int, at: datetime) -> Person:
    """Return who answers at an instant for what a team has not accepted: rota, then duty owner, then deputies."""
    row = Team.objects.select_related("duty_owner").get(pk=team) if isinstance(team, int) else team
    turn = next(iter(_turn().rows(team=row.pk, at=at)), None)
    first = turn.person if turn else row.duty_owner
    if first.left_at is None and not _away_one().rows(person=first.pk, at=at):
        return first  # nearly always
    return Person.objects.get(pk=duty.on_duty(row.pk, roster(at)).person)


@cache
def _turn() -> Rows[DutyTurn]:
    def build(team: int, at: datetime) -> QuerySet[DutyTurn]:
        rows = DutyTurn.objects.filter(team_id=team, starts_at__lte=at, ends_at__gt=at)
        return rows.select_related("person").order_by("pk")[:1]

    return Rows(build, ["team"], ["at"])


@cache
def _away_one() -> Rows[int]:
    def build(person: int, at: datetime) -> QuerySet[Absence, int]:
        return away_at(at).filter(person_id=person).values_list("pk", flat=True)[:1]

    return Rows(build, ["person"], ["at"])


def stands_in_for(person_id: int, at: datetime, *, team_id: int | None = None) -> Answering:
    """Return who answers for a person at an instant: themselves, or a deputy; `team_id` for where deputies fail."""
    if not away_at(at).filter(person_id=person_id).exists() and not _left().filter(pk=person_id).exists():
        return Answering(person_id)
    return duty.stand_in(person_id, roster(at), team_id or _team_of(person_id))


def answers_for(person_id: int, at: datetime) -> tuple[frozenset[int], frozenset[int]]:
    """Return the persons for whom somebody answers at an instant, themselves among them, and the teams."""
    found = roster(at)
    persons = (key for key in found.away if duty.stand_in(key, found).person == person_id)
    duties = (key for key in found.duty if duty.on_duty(key, found).person == person_id)
    return frozenset([person_id, *persons]), frozenset(duties)


def now_on_duty(people: Iterable[Person], at: datetime) -> dict[str, Any]:
    """Return the teams, each with `answers`, the name of who is on duty at an instant, and who is away then."""
    named, rows = {person.pk: person for person in people}, list(teams())
    found = Roster(
        away=_away(at),
        left=frozenset(person.pk for person in named.values() if person.left_at is not None),
        duty={team.pk: team.duty_owner_id for team in rows},
        turns=_turns(at),
        members={team.pk: tuple(member.person_id for member in team.members.all()) for team in rows},
    )
    for team in rows:
        team.answers = named[duty.on_duty(team.pk, found).person].name  # type: ignore[attr-defined]
    return {"teams": rows, "away": frozenset(found.away)}


def with_stand_ins(people: Iterable[Person], at: datetime) -> list[Person]:
    """Return persons with `stand_in`, the name of who answers for them while they are away, and a `key` for forms."""
    rows, found = list(people), roster(at)
    answering = {row.pk: duty.stand_in(row.pk, found).person for row in rows if row.pk in found.away}
    names = names_of(answering.values())
    for row in rows:
        row.key, row.stand_in = f"p{row.pk}", names.get(answering.get(row.pk, 0), "")  # type: ignore[attr-defined]
    return rows


def with_duty(at: datetime) -> list[Team]:
    """Return all teams with `answers`, the name of who is on duty for them, and a `key` for forms."""
    rows, found = list(Team.objects.order_by("name")), roster(at)
    answering = {row.pk: duty.on_duty(row.pk, found).person for row in rows}
    names = names_of(answering.values())
    for row in rows:
        row.key, row.answers = f"t{row.pk}", names[answering[row.pk]]  # type: ignore[attr-defined]
    return rows


def running_absences(at: datetime) -> QuerySet[Absence]:
    """Return absences whose work has begun to pass and has not come back yet, oldest first."""
    return Absence.objects.filter(passed_at__lte=at, returned_at=None).select_related("person", "deputy").order_by("id")


def beginning_absences(at: datetime) -> QuerySet[Absence]:
    """Return absences that should have begun and have not."""
    return away_at(at).filter(passed_at=None, returned_at=None).order_by("starts_at", "id")


def absences_of(person_id: int) -> QuerySet[Absence]:
    """Return a person's absences, newest first."""
    return Absence.objects.filter(person_id=person_id).select_related("deputy").order_by("-starts_at", "-id")


def names_of(keys: Iterable[int | None]) -> dict[int, str]:
    """Return the names of persons by key."""
    wanted = {key for key in keys if key is not None}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _left() -> QuerySet[Person]:
    return Person.objects.filter(party_id=PRACTICE_ID, left_at__isnull=False)


def _team_of(person_id: int) -> int | None:
    theirs = TeamMember.objects.filter(person_id=person_id).order_by("id").values_list("team_id", flat=True)
    return theirs.first() or Team.objects.order_by("id").values_list("pk", flat=True).first()


def _away(at: datetime) -> dict[int, int]:
    return dict(away_at(at).order_by("id").values_list("person_id", "deputy_id"))


def _turns(at: datetime) -> dict[int, int]:
    return dict(_on_turn(at).values_list("team_id", "person_id"))


def _on_turn(at: datetime) -> QuerySet[DutyTurn]:
    return DutyTurn.objects.filter(starts_at__lte=at, ends_at__gt=at)
