"""Request forms: all of them, those that a client may use, and the answers as a ticket names them."""

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from steadfast.apps.automation.models import ServiceForm
from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client, Device
from steadfast.apps.identity.models import Person
from steadfast.domain.automation import questions
from steadfast.domain.automation.questions import Question
from steadfast.foundation.actor import Actor

MOST = 200


def all_of_them() -> QuerySet[ServiceForm]:
    """Return the forms by name, those that are offered no longer last."""
    return ServiceForm.objects.select_related("team", "checklist").order_by("retired_at", "name", "pk")


def visible_to(actor: Actor) -> QuerySet[ServiceForm]:
    """Return what an actor may fill in: members all, a client's contact those for their client."""
    rows = ServiceForm.objects.filter(retired_at=None).order_by("name", "pk")
    if actor.client_id is not None:
        return rows.filter(_of(actor.client_id)).distinct()
    return rows if actor.may("tickets.open") else rows.none()


def forms_for(client: Client) -> QuerySet[ServiceForm]:
    """Return the forms that are offered to a client."""
    return ServiceForm.objects.filter(_of(client.pk), retired_at=None).distinct().order_by("name", "pk")


def questions_of(form: ServiceForm) -> list[Question]:
    """Return the questions of a form in order."""
    return questions.read(form.fields)


def people(client: Client) -> list[Person]:
    """Return whom a question for a person may name."""
    return list(clients.contacts_of(client).order_by("name"))


def devices(client: Client) -> list[Device]:
    """Return which devices a question for one may name."""
    return list(Device.objects.filter(client=client, retired_at=None).order_by("name")[:500])


def named(asked: Sequence[Question], client: Client, answers: Mapping[str, str]) -> dict[str, str]:
    """Return answers in which keys of people and devices are their names; what is nobody's of the client is dropped."""
    kinds = {one.type for one in asked}
    known = {
        "person": {str(one.pk): one.name for one in people(client)} if "person" in kinds else {},
        "device": {str(one.pk): one.name for one in devices(client)} if "device" in kinds else {},
    }
    found = {}
    for one in asked:
        answer = answers.get(one.key, "").replace("\0", "")
        if one.type == "person":
            answer = known["person"].get(answer, "")
        elif one.type == "device":
            answer = known["device"].get(answer, "" if answer.isdecimal() else answer)
        found[one.key] = answer
    return found


def _of(client_id: int) -> Q:
    return Q(clients=None) | Q(clients=client_id)
