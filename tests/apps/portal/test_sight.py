"""A contact sees their own client, or just their own tickets, at every address; of notes and files inside nothing."""

from typing import Any

import pytest
from django.test import Client as Browser

from steadfast.apps.clients.operations import add_contact, part_from
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Attachment, Message, Ticket
from steadfast.apps.identity.models import Person
from steadfast.apps.portal.urls import urlpatterns
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.files import store
from steadfast.foundation.files.arriving import arrived_from
from tests import cast, factories

pytestmark = pytest.mark.django_db
SECRET = "The margin on this is thin."


def browser(person: Person) -> Browser:
    if person.user is None:
        factories.account(person)
    found = Browser()
    assert person.user is not None
    found.force_login(person.user)
    return found


def colleague() -> Person:
    """Return a second contact of Kestrel Dental, who sees just what is their own."""
    person = add_contact(factories.client(), "Sam Okafor", email="sam@kestrel.example", actor=SYSTEM, now=factories.NOW)
    Person.objects.filter(pk=person.pk).update(own_only=True)
    person.refresh_from_db()
    return person


def addresses(words: dict[str, Any]) -> list[str]:
    """Return every address of the portal that names something, filled in."""
    routes = [str(pattern.pattern) for pattern in urlpatterns]
    named = [route for route in routes if any(f"<number:{word}>" in route for word in words)]
    for word, value in words.items():
        named = [route.replace(f"<number:{word}>", str(value)) for route in named]
    return [f"/{route}" for route in named if "<" not in route]


def of(ticket: Ticket) -> dict[str, Any]:
    promise = Commitment.objects.filter(subject_id=ticket.pk).latest("pk")
    return {"number": ticket.subject.number, "commitment_id": promise.pk}


def noted(ticket: Ticket) -> Attachment:
    """Return a file of a note inside."""
    file, handle = arrived_from(b"cost 12", "cost.txt")
    said = {"actor": factories.actor(factories.member()), "now": clock.now()}
    desk.note(ticket.pk, text=SECRET, files=[file], **said)
    store.drop(handle)
    return Attachment.objects.get(name="cost.txt")


def answers(person: Person, ticket: Ticket) -> set[int]:
    found = browser(person)
    sent = {"text": "Let me in", "yes_at": "2030-01-01T10:00", "answer": "yes"}
    by_get = [found.get(address).status_code for address in addresses(of(ticket))]
    return {*by_get, *(found.post(address, sent).status_code for address in addresses(of(ticket)))}


def test_another_clients_numbers_answer_404_or_405_at_every_address_and_change_nothing() -> None:
    ticket = factories.ticket()
    before = Message.objects.count(), Ticket.objects.get(pk=ticket.pk).version
    assert answers(factories.contact(cast.MARLOW), ticket) <= {404, 405}
    assert (Message.objects.count(), Ticket.objects.get(pk=ticket.pk).version) == before


def test_who_sees_their_own_alone_gets_nothing_of_a_colleagues() -> None:
    ticket = factories.ticket()
    assert ticket.contact != colleague()
    other = Person.objects.get(name="Sam Okafor", party=ticket.client.party)
    assert answers(other, ticket) <= {404, 405}
    read = browser(other)
    assert ticket.subject.title not in read.get("/portal/").content.decode()
    assert ticket.subject.title not in read.get("/portal/tickets/?state=all").content.decode()


def test_who_sees_their_own_alone_finds_what_they_wrote() -> None:
    factories.agreement()
    factories.team()
    person = colleague()
    read = browser(person)
    read.post("/portal/tickets/new/", {"title": "My screen flickers", "kind": "incident", "impact": 3, "urgency": 2})
    mine = Ticket.objects.get(contact=person)
    assert "My screen flickers" in read.get("/portal/").content.decode()
    assert read.get(f"/portal/tickets/{mine.subject.number}/").status_code == 200


def test_who_sees_their_own_alone_finds_no_words_of_a_colleague() -> None:
    factories.agreement()
    factories.team()
    said = {"title": "A ticket of Amara", "text": "The crown is loose", "kind": "incident", "impact": 3, "urgency": 2}
    amara = browser(factories.contact())
    amara.post("/portal/tickets/new/", said)
    assert said["title"] in amara.get("/portal/tickets/?q=crown").content.decode()
    assert said["title"] not in browser(colleague()).get("/portal/tickets/?q=crown").content.decode()


TWINS = {
    "/": "/portal/",
    "/clients/{client}/": "/portal/",
    "/search/?q=blank": "/portal/tickets/?q=blank",
    "/tickets/": "/portal/tickets/",
    "/tickets/new/": "/portal/tickets/new/",
    "/tickets/{ticket}/": "/portal/tickets/{ticket}/",
    "/agreements/": "/portal/agreements/",
}


def test_a_contact_is_led_from_inner_pages_to_their_twins_however_much_they_see() -> None:
    ticket = factories.ticket()
    words = {"client": ticket.client_id, "ticket": ticket.subject.number}
    for person in (factories.contact(), colleague()):
        reader = browser(person)
        for inner, twin in TWINS.items():
            answer = reader.get(inner.format(**words))
            assert (answer.status_code, answer.headers["Location"]) == (302, twin.format(**words))
        assert reader.get("/search/options/").status_code == 404
        assert reader.get("/people/").status_code == 403


def test_the_rows_behind_a_number_open_to_who_sees_the_whole_company_alone() -> None:
    promise = of(factories.ticket())["commitment_id"]
    inner = ("/scorecard/rows/", f"/register/{promise}/", "/promise/")
    whole, own = browser(factories.contact()), browser(colleague())
    assert [whole.get(address).status_code for address in inner] == [200, 200, 200]
    assert [own.get(address).status_code for address in inner] == [404, 404, 404]


def test_a_form_of_an_inner_page_is_refused_to_them() -> None:
    assert browser(colleague()).post("/promise/", {"line": "call back tomorrow"}).status_code == 404


def test_what_a_colleague_said_on_a_ticket_merged_with_mine_stays_theirs() -> None:
    factories.agreement()
    factories.team()
    person, amara = colleague(), factories.contact()
    by = {"actor": factories.actor(factories.member()), "now": clock.now()}
    said = {"title": "The door of the safe", "text": "My code is 4711", "kind": "incident", "impact": 3, "urgency": 2}
    browser(amara).post("/portal/tickets/new/", said)
    browser(person).post("/portal/tickets/new/", {**said, "title": "The safe", "text": "It is stuck"})
    theirs, mine = Ticket.objects.get(contact=amara), Ticket.objects.get(contact=person)
    desk.merge(theirs.pk, into_id=mine.pk, **by)
    page = browser(person).get(f"/portal/tickets/{mine.subject.number}/").content.decode()
    assert "It is stuck" in page
    assert "4711" not in page
    assert browser(amara).get(f"/portal/tickets/{mine.subject.number}/").status_code == 200


def test_a_ticket_of_mine_that_was_merged_with_a_colleagues_is_still_mine_to_read() -> None:
    factories.agreement()
    factories.team()
    person, amara = colleague(), factories.contact()
    by = {"actor": factories.actor(factories.member()), "now": clock.now()}
    said = {"title": "The safe", "text": "It is stuck", "kind": "incident", "impact": 3, "urgency": 2}
    for who in (amara, person):
        browser(who).post("/portal/tickets/new/", said)
    theirs, mine = Ticket.objects.get(contact=amara), Ticket.objects.get(contact=person)
    desk.merge(mine.pk, into_id=theirs.pk, **by)
    assert browser(person).get(f"/portal/tickets/{mine.subject.number}/").status_code == 200
    assert browser(person).get(f"/portal/tickets/{theirs.subject.number}/").status_code == 404


@pytest.mark.parametrize("who", [cast.KESTREL, cast.MARLOW])
def test_notes_inside_and_their_files_are_shown_to_no_contact(who: cast.Client) -> None:
    ticket = factories.ticket()
    file = noted(ticket)
    read = browser(factories.contact(who))
    assert SECRET not in read.get(f"/portal/tickets/{ticket.subject.number}/").content.decode()
    assert SECRET not in read.get("/portal/").content.decode()
    assert read.get(f"/files/{file.pk}/{file.name}").status_code == 404


def test_whose_client_is_served_no_longer_is_turned_away_and_signed_out() -> None:
    amara = factories.contact()
    read = browser(amara)
    part_from(factories.client(), actor=SYSTEM, now=clock.now())
    assert read.get("/portal/").status_code == 403
    assert read.get("/portal/").headers["Location"].startswith("/sign-in/")
