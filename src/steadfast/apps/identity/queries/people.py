"""Members of the practice and their teams, as somebody may see them."""

from functools import cache

from django.db.models import Prefetch, QuerySet

from steadfast.apps.identity.models import Person, RoleHeld, Team, TeamMember
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.identity.queries.roles import holding
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows


def visible_to(actor: Actor) -> QuerySet[Person]:
    """Return the members of the practice, those who left included; a client's contact sees none of them here."""
    members = Person.objects.filter(party_id=PRACTICE_ID)
    return members if actor.may("people.view") else members.none()


def with_roles(persons: QuerySet[Person]) -> QuerySet[Person]:
    """Return persons by name with `roles`, `teams` and account, in three queries whatever their number."""
    roles = Prefetch("roles", RoleHeld.objects.select_related("own").order_by("own__name", "role"))
    teams = Prefetch("teams", TeamMember.objects.select_related("team").order_by("team__name"))
    return persons.select_related("user").prefetch_related(roles, teams).order_by("name", "id")


def working_members() -> QuerySet[Person]:
    """Return the members who have not left, by name."""
    return Person.objects.filter(party_id=PRACTICE_ID, left_at=None).order_by("name", "id")


def teams() -> QuerySet[Team]:
    """Return all teams with their duty owners and members."""
    members = Prefetch("members", TeamMember.objects.select_related("person").order_by("person__name"))
    return Team.objects.select_related("duty_owner").prefetch_related(members).order_by("name")


def team(key: int) -> Team:
    """Return a team with its duty owner; raise Team.DoesNotExist where there is none."""
    found = _team().rows(team=key)
    if not found:
        raise Team.DoesNotExist(f"there is no team {key}")
    return found[0]


@cache
def _team() -> Rows[Team]:
    rows = Team.objects.select_related("duty_owner")
    return Rows(lambda team: rows.filter(pk=team), ["team"])


def first_team() -> Team | None:
    """Return the team that was made first, with its duty owner: it takes what names none."""
    return next(iter(_first_team().rows()), None)


@cache
def _first_team() -> Rows[Team]:
    return Rows(lambda: Team.objects.select_related("duty_owner").order_by("id")[:1])


def belongs(person: int, *, party: int) -> bool:
    """Tell whether a person is one of a party."""
    return bool(_of_party().rows(person=person, party=party))


@cache
def _of_party() -> Rows[int]:
    return Rows(
        lambda person, party: Person.objects.filter(pk=person, party_id=party).values_list("pk", flat=True),
        ["person", "party"],
    )


def oneself(actor: Actor) -> Person:
    """Return the person who acts, with their party and roles."""
    return Person.objects.select_related("party", "user").prefetch_related("roles__own").get(pk=actor.person_id or 0)


def members_with(permission: str) -> QuerySet[Person]:
    """Return the members who have not left and may do something, by name."""
    return working_members().filter(holding(permission)).distinct()


def named_by_import(name: str) -> QuerySet[Person]:
    """Return those who are here by that name alone, as an import names them: nobody ever invited them."""
    named = Person.objects.filter(party_id=PRACTICE_ID, name__iexact=name, email="", user=None, left_at__isnull=False)
    return named.order_by("pk")
