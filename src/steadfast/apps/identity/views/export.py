"""The members of the practice as a file."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from steadfast.apps.identity import queries
from steadfast.apps.identity.models import Person
from steadfast.foundation import spreadsheet
from steadfast.foundation.access import Request, access

COLUMNS = ("name", "email", "phone", "zone", "roles", "teams", "left_at")


@access("people.export")
@require_safe
def people(request: Request, form: str) -> HttpResponse:
    """Send the members, those who left among them."""
    rows = queries.with_roles(queries.visible_to(request.actor))
    return spreadsheet.of_rows(rows, COLUMNS, _cells, order=("name", "id"), name="people", form=form)


def _cells(person: Person) -> list[str]:
    roles = "; ".join(held.label for held in person.roles.all())
    teams = "; ".join(member.team.name for member in person.teams.all())
    return [person.name, person.email, person.phone, person.zone, roles, teams, spreadsheet.instant(person.left_at)]
