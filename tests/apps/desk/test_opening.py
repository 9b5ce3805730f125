"""Opening a ticket makes what the agreement in force promises on it, and nothing that it does not."""

import uuid

import pytest

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.operations import Opening, Seen
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import events
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, kinds, owed


def test_a_ticket_is_promised_a_first_response_and_a_resolution(desk: Desk) -> None:
    ticket = desk.open()
    assert ticket.priority == "P3"
    assert owed(ticket, "first response").due_at == at(2, "14:00")
    assert owed(ticket, "resolution").due_at == at(5, "10:00")
    assert ticket.next_due_at == at(2, "14:00")
    assert kinds(ticket) == ["ticket.opened", "commitment.promised", "commitment.promised"]


def test_the_duty_owner_answers_until_somebody_takes_it(desk: Desk) -> None:
    ticket = desk.open()
    assert ticket.taken_at is None
    assert ticket.owner_id == owed(ticket, "resolution").owner_id == desk.theo.person_id


def test_without_an_agreement_nothing_is_promised(desk: Desk) -> None:
    Agreement.objects.update(offered=False)
    ticket = desk.open()
    assert ticket.agreement_version is None
    assert ticket.next_due_at is None
    assert kinds(ticket) == ["ticket.opened"]


def test_what_the_client_said_is_the_first_message_and_the_event_attests_it(desk: Desk) -> None:
    ticket = desk.open(text="Every call ends.")
    message = Message.objects.select_related("event__text").get(ticket=ticket)
    assert (message.kind, message.author_id) == ("heard", factories.contact().pk)
    assert events.attests(message.event.text, "text", "Every call ends.")
    assert ticket.last_said_by == "client"


def test_a_form_sent_twice_opens_one_ticket(desk: Desk) -> None:
    opening = Opening(client_id=factories.client().pk, title="Phones")
    key = Seen(key=uuid.uuid4())
    first = operations.open_ticket(opening, seen=key, actor=desk.ines, now=at(2, "10:00"))
    again = operations.open_ticket(opening, seen=key, actor=desk.ines, now=at(2, "10:00"))
    assert first == again
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("title", ["", "   ", "x" * 301])
def test_a_title_that_no_list_could_show_is_refused(desk: Desk, title: str) -> None:
    with pytest.raises(Refused, match="title"):
        desk.open(title=title)


def test_contact_and_site_belong_to_the_client(desk: Desk) -> None:
    marlow = factories.client(cast.MARLOW)
    with pytest.raises(Refused, match="contact"):
        desk.open(contact_id=factories.contact(cast.MARLOW).pk)
    with pytest.raises(Refused, match="site"):
        desk.open(site_id=marlow.sites.first().pk)
    assert not Ticket.objects.exists()
