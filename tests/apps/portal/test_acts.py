"""What a contact does: write in, answer, promise a date, confirm, and say that it is not solved."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from steadfast.apps.clients.operations import add_device
from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.identity.models import Person
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara() -> Browser:
    found = Browser()
    user = factories.contact().user
    assert user is not None
    found.force_login(user)
    return found


def opened(browser: Browser) -> Ticket:
    """Return a request that the contact wrote in a minute ago."""
    factories.agreement()
    factories.team()
    said = {"title": "The scanner stays dark", "text": "Since this morning.", "kind": "incident"}
    browser.post("/portal/tickets/new/", {**said, "impact": 2, "urgency": 1}, follow=True)
    return Ticket.objects.get(subject__title="The scanner stays dark")


def by(who: cast.Member = cast.INES) -> dict[str, object]:
    return {"actor": factories.actor(factories.member(who)), "now": clock.now()}


def address(ticket: Ticket, act: str = "") -> str:
    return f"/portal/tickets/{ticket.subject.number}/{act}"


def fresh(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_related("subject").get(pk=ticket.pk)


def test_a_request_says_at_once_by_when_we_answer(amara: Browser) -> None:
    factories.agreement()
    factories.team()
    said = {"title": "The scanner stays dark", "kind": "incident", "impact": 2, "urgency": 1}
    answer = amara.post("/portal/tickets/new/", said, follow=True)
    ticket = Ticket.objects.get()
    assert f"We have it as {ticket.subject.label}, and answer you by" in answer.content.decode()
    assert (ticket.contact, ticket.channel, ticket.priority) == (factories.contact(), "portal", "P2")
    assert Commitment.objects.filter(subject_id=ticket.pk, kind="first response").exists()


def test_the_same_form_sent_twice_opens_one_ticket(amara: Browser) -> None:
    factories.agreement()
    factories.team()
    said = {
        "title": "Twice",
        "kind": "incident",
        "impact": 3,
        "urgency": 2,
        "key": "7b0c7a7a-0000-4000-8000-000000000001",
    }
    for _ in range(2):
        amara.post("/portal/tickets/new/", said)
    assert Ticket.objects.count() == 1


def test_a_request_without_a_title_comes_back_with_its_text(amara: Browser) -> None:
    factories.agreement()
    answer = amara.post("/portal/tickets/new/", {"text": "all of it", "kind": "incident", "impact": 3, "urgency": 2})
    assert answer.status_code == 422
    assert "all of it" in answer.content.decode()


def test_another_clients_site_cannot_be_chosen(amara: Browser) -> None:
    factories.agreement()
    site = factories.client(cast.MARLOW).sites.first()
    assert site is not None
    said = {"title": "Theirs", "kind": "incident", "impact": 3, "urgency": 2, "site": site.pk}
    assert amara.post("/portal/tickets/new/", said).status_code == 422


def test_an_answer_with_a_file_ends_our_wait(amara: Browser) -> None:
    ticket = opened(amara)
    until = clock.now() + timedelta(days=3)
    desk.wait(ticket.pk, reason="client", words="the serial number", expires_at=until, **by())  # type: ignore[arg-type]
    file = SimpleUploadedFile("label.txt", b"SN 4711")
    amara.post(address(ticket, "answers/"), {"text": "SN 4711", "attached": file})
    said = Message.objects.filter(ticket=ticket).latest("pk")
    assert (said.kind, said.author, said.text, said.files) == ("heard", factories.contact(), "SN 4711", 1)
    assert not Wait.objects.filter(subject_id=ticket.pk, until=None).exists()


def test_a_word_more_leaves_our_wait(amara: Browser) -> None:
    ticket = opened(amara)
    until = clock.now() + timedelta(days=3)
    desk.wait(ticket.pk, reason="client", words="the serial number", expires_at=until, **by())  # type: ignore[arg-type]
    amara.post(address(ticket, "answers/"), {"text": "I look for it", "more": "on"})
    assert Wait.objects.filter(subject_id=ticket.pk, until=None).exists()


def test_one_press_says_go_ahead(amara: Browser) -> None:
    ticket = opened(amara)
    until = clock.now() + timedelta(days=3)
    desk.wait(ticket.pk, reason="client", words="a yes to the offer", expires_at=until, **by())  # type: ignore[arg-type]
    amara.post(address(ticket, "answers/"), {"ahead": "on"})
    assert Message.objects.filter(ticket=ticket).latest("pk").text == "Yes, go ahead."
    assert fresh(ticket).state == "in progress"


def test_nobody_says_yes_for_a_colleague_whom_we_asked_by_name(amara: Browser) -> None:
    ticket, until = opened(amara), clock.now() + timedelta(days=3)
    lena = Person.objects.create(name="Lena Brandt", email="lena@kestrel.example", party_id=ticket.client_id)
    asked = {"reason": "client", "words": "Approve it", "expires_at": until, "on_person_id": lena.pk}
    desk.wait(ticket.pk, **asked, **by())  # type: ignore[arg-type]
    page = amara.get(address(ticket)).content.decode()
    assert "Lena Brandt" in page
    assert "Yes, go ahead" not in page
    amara.post(address(ticket, "answers/"), {"ahead": "on"})
    desk.hear(ticket.pk, text="Yes", by_person_id=ticket.contact_id, how="mail", actor=SYSTEM, now=clock.now())
    assert fresh(ticket).state == "waiting"
    desk.hear(ticket.pk, text="Yes", by_person_id=lena.pk, how="mail", actor=SYSTEM, now=clock.now())
    assert fresh(ticket).state == "in progress"


def test_a_date_makes_what_we_asked_their_promise(amara: Browser) -> None:
    ticket = opened(amara)
    until = clock.now() + timedelta(days=3)
    desk.wait(ticket.pk, reason="client", words="the serial number", expires_at=until, **by())  # type: ignore[arg-type]
    home = amara.get("/portal/").content.decode()
    assert "the serial number" in home
    amara.post(address(ticket, "dates/"), {"yes_at": "2031-05-06T12:00"})
    promise = Commitment.objects.get(subject_id=ticket.pk, kind="answer")
    assert (promise.direction, promise.owner) == ("theirs", factories.contact())


def test_a_date_that_has_passed_is_refused_in_words(amara: Browser) -> None:
    ticket = opened(amara)
    answer = amara.post(address(ticket, "dates/"), {"yes_at": "2001-05-06T12:00"})
    assert answer.status_code == 422


def test_a_yes_to_another_date_moves_the_promise(amara: Browser) -> None:
    ticket = opened(amara)
    row = Commitment.objects.get(subject_id=ticket.pk, kind="resolution")
    later = row.due_at + timedelta(days=7)
    asked = {"asked_id": factories.contact().pk, "seen": None}
    register.propose(row.pk, to_due=later, reason="the part is late", **asked, **by(cast.THEO))  # type: ignore[arg-type]
    assert "the part is late" in amara.get("/portal/").content.decode()
    amara.post(f"/portal/dates/{row.pk}/", {"answer": "yes"})
    assert Commitment.objects.get(pk=row.pk).due_at == later


def test_a_yes_to_the_solution_closes_it(amara: Browser) -> None:
    ticket = opened(amara)
    desk.resolve(ticket.pk, text="A new cable.", **by())  # type: ignore[arg-type]
    assert "Is it solved?" in amara.get("/portal/").content.decode()
    amara.post(address(ticket, "confirmation/"))
    assert fresh(ticket).state == "closed"


def test_a_no_lets_the_same_promise_run_on_and_keeps_their_words(amara: Browser) -> None:
    ticket = opened(amara)
    desk.resolve(ticket.pk, text="A new cable.", **by())  # type: ignore[arg-type]
    amara.post(address(ticket, "reopening/"), {"text": "Still dark."})
    assert fresh(ticket).state == "in progress"
    assert Commitment.objects.get(subject_id=ticket.pk, kind="resolution").closed_at is None
    page = amara.get(address(ticket)).content.decode()
    assert "Still dark." in page
    assert "says in the portal" not in page


def test_a_closed_ticket_takes_no_answer_but_a_request_that_follows_it(amara: Browser) -> None:
    ticket = opened(amara)
    desk.resolve(ticket.pk, text="A new cable.", **by())  # type: ignore[arg-type]
    amara.post(address(ticket, "confirmation/"))
    assert amara.post(address(ticket, "answers/"), {"text": "One more thing"}).status_code == 422


def test_what_changed_meanwhile_is_shown_with_the_text_kept(amara: Browser) -> None:
    ticket = opened(amara)
    answer = amara.post(address(ticket, "answers/"), {"text": "Mine", "version": 0})
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()


def test_the_list_filters_by_state_and_whose_and_words(amara: Browser) -> None:
    ticket = opened(amara)
    title = ticket.subject.title
    for query in ("", "?who=mine", "?q=scanner", "?state=all"):
        assert title in amara.get(f"/portal/tickets/{query}").content.decode()
    for query in ("?q=printer", "?state=closed", "?state=yours"):
        assert title not in amara.get(f"/portal/tickets/{query}").content.decode()
    assert amara.get(f"/portal/tickets/?q={ticket.subject.label}").headers["Location"] == address(ticket)


def test_words_are_found_in_what_was_said_to_them_and_never_in_a_note_inside(amara: Browser) -> None:
    ticket = opened(amara)
    desk.reply(ticket.pk, text="The feeder is worn.", **by())
    desk.note(ticket.pk, text="The margin is thin.", **by())
    for words in ("since this", "Feeder"):
        assert ticket.subject.title in amara.get("/portal/tickets/", {"q": words}).content.decode()
    assert ticket.subject.title not in amara.get("/portal/tickets/", {"q": "margin"}).content.decode()


def test_what_is_agreed_is_said_in_words(amara: Browser) -> None:
    factories.agreement()
    page = amara.get("/portal/agreements/").content.decode()
    assert "We answer you for the first time" in page
    assert "within 30 min" in page


def test_the_portal_carries_the_practices_name_and_no_rail_of_members(amara: Browser) -> None:
    page = amara.get("/portal/").content.decode()
    assert cast.PRACTICE in page
    assert 'class="rail"' not in page
    assert "/clients/" not in page


def test_a_request_names_which_of_their_own_devices_it_is_about(amara: Browser) -> None:
    opened(amara)
    client, own = factories.client(), {"kind": "computer", "user": factories.contact()}
    mine = add_device(client, {"name": "KESTREL-07", **own}, actor=SYSTEM, now=clock.now())
    other = add_device(client, {"name": "KESTREL-08", "kind": "computer"}, actor=SYSTEM, now=clock.now())
    page = amara.get("/portal/tickets/new/").content.decode()
    assert "KESTREL-07" in page
    assert "KESTREL-08" not in page
    request = {"title": "It hums", "text": "Loudly.", "kind": "incident", "impact": 3, "urgency": 3}
    assert amara.post("/portal/tickets/new/", {**request, "device": other.pk}).status_code == 422
    assert amara.post("/portal/tickets/new/", {**request, "device": mine.pk}).status_code == 302
    text = Message.objects.get(ticket__subject__title="It hums").text
    assert text == f"Device: KESTREL-07 ({mine.subject.label})\n\nLoudly."
