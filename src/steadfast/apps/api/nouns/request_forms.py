"""Request forms: what is asked for something that is wanted often; filling one in for a client opens the ticket."""

from typing import Any

from django.http import Http404
from ninja import Field, Router, Schema

from steadfast.apps.api.nouns import clients, tickets
from steadfast.apps.api.nouns.tickets import TicketOut
from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import Given, Id, Named, Text, someone
from steadfast.apps.automation.models import ServiceForm
from steadfast.apps.automation.operations import asking
from steadfast.apps.automation.queries import forms as queries
from steadfast.apps.desk.operations import Seen
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["automation"])


class QuestionOut(Schema):
    """`type`: text, long text, choice, date, person (the id of a contact) or device (its id)."""

    key: str
    label: str
    type: str
    required: bool
    help: str
    choices: list[str]


class FormOut(Schema):
    """Without `clients` it is for all of them. `needs_approval`: its ticket waits for the yes of a contact."""

    id: int
    name: str
    intro: str
    questions: list[QuestionOut]
    clients: list[Named]
    kind: str
    needs_approval: bool


class Answers(Given):
    """The answers by the keys of the questions, for which client, and who approves it."""

    client: Id
    answers: dict[str, Text] = Field({}, max_length=100)
    contact: Id | None = None
    approver: Id | None = None


@reads(routes, "/request-forms", "tickets.open", list[FormOut])
def list_request_forms(request: Request) -> Told:
    """Read the forms that are offered, by name, at most 200."""
    rows = queries.visible_to(request.actor).prefetch_related("clients")
    return Told([told(row) for row in rows[: queries.MOST]])


@reads(routes, "/request-forms/{number:form_id}", "tickets.open", FormOut)
def get_request_form(request: Request, form_id: int) -> Told:
    """Read one form with its questions."""
    return Told(told(_find(request, form_id)))


@writes(routes, "/request-forms/{number:form_id}/ask", "tickets.open", TicketOut, status=201)
def ask_by_form(request: Request, form_id: int, typed: Answers) -> Told:
    """Fill a form in for a client; its ticket is open then, with its checklist and its question for a yes."""
    form, client = _find(request, form_id), clients.find(request, typed.client)
    known = {person.pk for person in queries.people(client)}
    if {typed.contact, typed.approver} - {None, *known}:
        raise Refused("That person is no contact of the client.")
    people = {"contact_id": typed.contact, "approver_id": typed.approver}
    by = {"seen": Seen(), "actor": request.actor, "now": clock.now()}
    ticket = asking.ask(form.pk, typed.answers, client=client, **people, **by)  # type: ignore[arg-type]
    return tickets.one(request, ticket.subject.number, status=201)


def _find(request: Request, form_id: int) -> ServiceForm:
    row = queries.visible_to(request.actor).filter(pk=form_id).first()
    if row is None:
        raise Http404
    return row


def told(row: ServiceForm) -> dict[str, Any]:
    """Return what is told of a form to who fills it in."""
    names = ("key", "label", "type", "required", "help")
    asked = [
        {**{name: getattr(one, name) for name in names}, "choices": list(one.choices)}
        for one in queries.questions_of(row)
    ]
    plain = {name: getattr(row, name) for name in ("name", "intro", "kind", "needs_approval")}
    return {"id": row.pk, **plain, "questions": asked, "clients": [someone(one) for one in row.clients.all()]}
