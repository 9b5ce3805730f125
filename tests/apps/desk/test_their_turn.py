"""A client's contact reads on a ticket what they can do about it, and never a way that is not there."""

from steadfast.apps.desk import operations
from tests import cast, factories
from tests.apps.desk.desk import Desk, at
from tests.apps.desk.pages import page


def test_a_contact_can_write_on_what_is_open(desk: Desk) -> None:
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    assert "Write to us" in page(cast.KESTREL, ticket, at(2, "11:00"))


def test_a_contact_is_told_until_when_a_no_reopens_it(desk: Desk) -> None:
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    operations.resolve(ticket.pk, actor=desk.ines, now=at(2, "12:00"))
    asked = "Until then a no makes the same promise run on"
    assert asked in page(cast.KESTREL, ticket, at(2, "13:00"))
    assert asked not in page(cast.KESTREL, ticket, at(20, "13:00"))


def test_what_is_asked_of_a_contact_leads_to_where_they_say_by_when(desk: Desk) -> None:
    ticket = desk.open()
    operations.wait(
        ticket.pk,
        reason="client",
        words="list of phones",
        expires_at=at(2, "17:00"),
        on_person_id=factories.contact().pk,
        actor=desk.ines,
        now=at(2, "11:00"),
    )
    told = page(cast.KESTREL, ticket, at(2, "11:30"))
    assert "We ask you for list of phones" in told
    assert "You promise it by" in told
    assert "You promise it by" not in page(cast.INES, ticket, at(2, "11:30"))
