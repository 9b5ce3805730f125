"""What was said beside the point becomes a ticket of its own, whose promises count from when it was said."""

from datetime import timedelta

import pytest

from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.operations import Seen
from steadfast.apps.desk.operations.splitting import Splitting, split
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import verify
from tests import cast
from tests.apps.desk.desk import Desk, at, fresh, owed
from tests.apps.desk.pages import page


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    """T-1: phones; at twelve Amara also says that the printer is out, Ines answers, and notes something inside."""
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:10"))
    operations.hear(ticket.pk, text="And the printer is out.", actor=desk.ines, now=at(2, "12:00"))
    operations.reply(ticket.pk, text="I look at the printer, too.", actor=desk.ines, now=at(2, "12:30"))
    operations.note(ticket.pk, text="Needs a new drum.", actor=desk.kofi, now=at(2, "12:40"))
    return fresh(ticket)


def chosen(ticket: Ticket, *texts: str) -> list[int]:
    return [Message.objects.get(ticket=ticket, text=text).pk for text in texts]


def test_promises_count_from_when_the_client_said_it(desk: Desk, ticket: Ticket) -> None:
    picked = chosen(ticket, "And the printer is out.")
    new = split(ticket.pk, picked, Splitting(title="Printer is out"), actor=desk.ines, now=at(2, "16:30"))
    response = owed(new, "first response")
    assert (new.opened_at, response.promised_at) == (at(2, "12:00"), at(2, "12:00"))
    assert response.due_at - response.promised_at == timedelta(hours=4)  # late at once, and said so
    assert response.verdict == "open"
    assert [str(finding) for finding in verify.run()] == []


def test_an_answer_that_is_chosen_along_is_the_first_response_there_too(desk: Desk, ticket: Ticket) -> None:
    picked = chosen(ticket, "I look at the printer, too.", "And the printer is out.", "Needs a new drum.")
    new = split(ticket.pk, picked, Splitting(title="Printer is out"), actor=desk.ines, now=at(2, "16:30"))
    assert (owed(new, "first response").verdict, fresh(new).first_response_at) == ("kept", at(2, "12:30"))
    assert [m.text for m in Message.objects.filter(ticket=new).order_by("event_id")] == [
        "And the printer is out.",
        "I look at the printer, too.",
        "Needs a new drum.",
    ]
    assert Message.objects.filter(ticket=ticket).count() == 4  # what was said stays where it was said
    assert [str(finding) for finding in verify.run()] == []


def test_both_tickets_tell_of_each_other_and_a_note_stays_inside(desk: Desk, ticket: Ticket) -> None:
    picked = chosen(ticket, "And the printer is out.", "Needs a new drum.")
    new = split(ticket.pk, picked, Splitting(title="Printer is out"), actor=desk.ines, now=at(2, "16:30"))
    assert "split T-2 from it" in page(cast.KOFI, ticket, at(2, "16:40"))
    theirs = page(cast.KESTREL, new, at(2, "16:40"))
    assert "And the printer is out." in theirs
    assert "drum" not in theirs


def test_something_that_the_client_said_is_needed(desk: Desk, ticket: Ticket) -> None:
    for picked in (chosen(ticket, "Needs a new drum."), []):
        with pytest.raises(Refused, match="client said"):
            split(ticket.pk, picked, Splitting(title="Printer"), actor=desk.ines, now=at(2, "16:30"))


def test_messages_of_another_ticket_are_refused(desk: Desk, ticket: Ticket) -> None:
    other = desk.open(text="Something else.")
    with pytest.raises(Refused, match="not on this ticket"):
        split(ticket.pk, chosen(other, "Something else."), Splitting(title="X"), actor=desk.ines, now=at(2, "16:30"))


def test_a_form_sent_twice_splits_once_and_one_out_of_date_does_not(desk: Desk, ticket: Ticket) -> None:
    from uuid import uuid4

    picked, seen = chosen(ticket, "And the printer is out."), Seen(version=ticket.version, key=uuid4())
    by = {"seen": seen, "actor": desk.ines, "now": at(2, "16:30")}
    first = split(ticket.pk, picked, Splitting(title="Printer"), **by)  # type: ignore[arg-type]
    assert split(ticket.pk, picked, Splitting(title="Printer"), **by).pk == first.pk  # type: ignore[arg-type]
    old = Seen(version=ticket.version - 1, key=uuid4())
    with pytest.raises(Refused, match="meanwhile"):
        split(ticket.pk, picked, Splitting(title="X"), seen=old, actor=desk.ines, now=at(2, "16:40"))
