"""What rows of identity hold now, by the names of the fields that change it: a form compares it with what it showed."""

from typing import Any

from steadfast.apps.identity.models import OwnRole, Person, RoleHeld, Team, TeamMember


def roles_of(person: Person) -> dict[str, Any]:
    """Return the roles of a person."""
    return {"roles": sorted(row.key for row in RoleHeld.objects.filter(person=person))}


def role_of(role: OwnRole) -> dict[str, Any]:
    """Return the name and the permissions of a role of the practice's own."""
    return {"name": role.name, "permissions": sorted(role.granted)}


def team_of(team: Team) -> dict[str, Any]:
    """Return the name, the duty owner and the members of a team."""
    members = sorted(TeamMember.objects.filter(team=team).values_list("person_id", flat=True))
    return {"name": team.name, "duty_owner": team.duty_owner_id, "members": members}


def profile_of(person: Person) -> dict[str, Any]:
    """Return what somebody has set about themselves."""
    return {"name": person.name, "zone": person.zone, "language": person.language}
