"""Who works here: members with their roles, teams with who answers for what nobody has taken; and whose token it is."""

from typing import Any

from django.http import Http404
from ninja import Query, Router, Schema

from steadfast.apps.api.serving.answers import Told, saw
from steadfast.apps.api.serving.routes import reads
from steadfast.apps.api.serving.shapes import Instant, Named, Paging, page_of, paged, someone
from steadfast.apps.identity import queries
from steadfast.apps.identity.models import Person, Team
from steadfast.foundation.access import SIGNED_IN, Request

routes = Router(tags=["people"])


class MemberOut(Schema):
    """A member of the practice; `left_at`: since when they are no longer."""

    id: int
    name: str
    email: str
    zone: str
    roles: list[str]
    left_at: Instant | None


class TeamOut(Schema):
    """A team; its duty owner answers until somebody accepts."""

    id: int
    name: str
    duty_owner: Named
    members: list[Named]


class Bearer(Schema):
    """Whose token this is and what it may."""

    id: int
    name: str
    token: str
    scopes: list[str]
    permissions: list[str]
    expires_at: Instant


class Wanted(Paging):
    """Which members."""

    former: bool = False


@reads(routes, "/me", SIGNED_IN, Bearer)
def get_me(request: Request) -> Told:
    """Read whose token this is, and what it may."""
    token, actor = request.auth, request.actor  # type: ignore[attr-defined]
    body = {"id": actor.person_id, "name": actor.name, "token": token.name, "scopes": token.held}
    return Told({**body, "permissions": sorted(actor.permissions), "expires_at": token.expires_at})


@reads(routes, "/people", "people.view", page_of(MemberOut))
def list_people(request: Request, asked: Query[Wanted]) -> Told:
    """List members by name."""
    rows = queries.with_roles(queries.visible_to(request.actor).filter(left_at__isnull=not asked.former))
    return Told(paged(rows, ("name", "id"), asked, told))


@reads(routes, "/people/{number:person_id}", "people.view", MemberOut)
def get_person(request: Request, person_id: int) -> Told:
    """Read one member."""
    row = queries.with_roles(queries.visible_to(request.actor)).filter(pk=person_id).first()
    if row is None:
        raise Http404
    saw(request, "person", person_id)
    return Told(told(row))


@reads(routes, "/teams", "people.view", list[TeamOut])
def list_teams(request: Request) -> Told:
    """Read all teams by name."""
    return Told([_team(row) for row in queries.teams()])


def told(row: Person) -> dict[str, Any]:
    """Return what is told of a member."""
    plain = {name: getattr(row, name) for name in ("name", "email", "zone", "left_at")}
    return {"id": row.pk, **plain, "roles": [str(held.label) for held in row.roles.all()]}


def _team(row: Team) -> dict[str, Any]:
    members = [someone(one.person) for one in row.members.all()]
    return {"id": row.pk, "name": row.name, "duty_owner": someone(row.duty_owner), "members": members}
