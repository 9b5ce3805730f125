"""Mail that waits for somebody, and what they decide about it."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from steadfast.apps.commitments import nudges
from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.identity.models import Person
from steadfast.apps.mail import operations
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.mail import reply_address
from steadfast.foundation import verify
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, owed
from tests.apps.mail.letters import came, mail

NEW = "Reception <reception@kestrel.example>"


@pytest.fixture
def browser(desk: Desk) -> Client:
    client = Client()
    client.force_login(factories.member(cast.INES).user)  # type: ignore[arg-type]
    return client


def words(answer: Any) -> str:
    return answer.content.decode()  # type: ignore[no-any-return]


def test_a_new_face_becomes_a_contact_and_the_ticket_counts_from_the_arrival(desk: Desk, browser: Client) -> None:
    row = came(mail("The printer stands still.", sender=NEW, subject="Printer"), now=at(2, "10:00"))
    page = words(browser.get(f"/mail/triage/{row.pk}/"))
    assert 'value="Kestrel Dental"' in page
    assert "The printer stands still." in page
    answer = browser.post(f"/mail/triage/{row.pk}/ticket/", {"client": "kestrel dental", "contact": "1"})
    ticket = Ticket.objects.get()
    assert answer.headers["Location"] == f"/tickets/{ticket.subject.number}/"
    assert (ticket.contact, ticket.opened_at) == (Person.objects.get(email="reception@kestrel.example"), at(2, "10:00"))
    assert owed(ticket, "first response").promised_at == at(2, "10:00")
    row.refresh_from_db()
    assert (row.outcome, row.decided_by) == ("opened", factories.member(cast.INES))
    assert came(mail("Still.", sender=NEW, subject="Re: Printer")).ticket == ticket
    assert verify.run() == []


def test_a_strangers_words_are_added_under_their_own_name(desk: Desk, browser: Client) -> None:
    ticket, row = desk.open(), came(mail("I sell toner.", sender="Toner <toner@elsewhere.example>"))
    browser.post(f"/mail/triage/{row.pk}/add/", {"ticket": f"t-{ticket.subject.number}"})
    said = Message.objects.filter(ticket=ticket).latest("id")
    assert (said.author, said.by, said.text) == (None, "Toner <toner@elsewhere.example>", "I sell toner.")
    assert verify.run() == []


def test_what_is_not_for_us_is_put_aside_and_kept(desk: Desk, browser: Client) -> None:
    row = came(mail(sender="toner@elsewhere.example"))
    assert "Phones drop the line" in words(browser.get("/mail/triage/"))
    browser.post(f"/mail/triage/{row.pk}/not-for-us/")
    assert "Phones drop the line" not in words(browser.get("/mail/triage/"))
    assert Event.objects.filter(kind="mail.dismissed").count() == 1
    assert browser.get(f"/mail/came/{row.pk}/original.eml").status_code == 200


def test_who_comes_second_learns_that_it_is_decided(desk: Desk) -> None:
    row = came(mail(sender=NEW))
    operations.dismiss(row.pk, actor=desk.ines, now=at(2, "11:00"))
    with pytest.raises(Refused, match="decided about this mail already"):
        operations.open_for(
            row.pk, client_id=factories.client().pk, makes_contact=True, actor=desk.kofi, now=at(2, "11:00")
        )
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(("address", "data"), [("ticket", {"client": "Nobody"}), ("add", {"ticket": "T-99999"})])
def test_a_wrong_name_or_number_says_so(desk: Desk, browser: Client, address: str, data: dict[str, str]) -> None:
    row = came(mail(sender=NEW))
    answer = browser.post(f"/mail/triage/{row.pk}/{address}/", data)
    assert (answer.status_code, 'role="alert"' in words(answer)) == (422, True)


def test_the_original_is_saved_and_never_shown(desk: Desk, browser: Client) -> None:
    row = came(mail("<script>alert(1)</script>"))
    answer = browser.get(f"/mail/came/{row.pk}/original.eml")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="mail-{row.pk}.eml"'
    assert answer.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("who", "bounced", "stranger", "of_a_ticket"),
    [
        (cast.NORA, 200, 200, 200),
        (cast.THEO, 200, 200, 200),
        (cast.INES, 404, 200, 200),
        (cast.MARA, 404, 404, 200),
        (cast.SAM, 404, 404, 200),
    ],
)
def test_a_letter_that_came_back_is_read_by_who_keeps_the_boxes_alone(
    desk: Desk, who: cast.Member, bounced: int, stranger: int, of_a_ticket: int
) -> None:
    letter = (
        Path(__file__).with_name("bounce.eml").read_bytes().replace(b"We look.", b"https://desk.example/portal/in/x/")
    )
    rows = [came(letter), came(mail("I sell toner.", sender="toner@elsewhere.example")), came(mail("Still."))]
    assert [row.ticket is not None for row in rows] == [False, False, True]
    client = Client()
    client.force_login(factories.member(who).user)  # type: ignore[arg-type]
    found = [client.get(f"/mail/came/{row.pk}/original.eml").status_code for row in rows]
    assert found == [bounced, stranger, of_a_ticket]


def test_the_thread_folds_what_is_quoted_and_leads_to_the_original(desk: Desk, browser: Client) -> None:
    text = "It is worse.\n\nOn Mon, 2 Mar 2026 at 9:00, Ines <help@harbor.example> wrote:\n> We look."
    row = came(mail(text))
    assert row.ticket is not None
    page = words(browser.get(f"/tickets/{row.ticket.subject.number}/"))
    assert "<details><summary>Quoted text and signature</summary>" in page
    assert f"/mail/came/{row.pk}/original.eml" in page
    assert "by mail from amara@kestrel.example" in page


def test_today_tells_of_mail_to_sort_and_the_owner_of_a_stranger_on_their_ticket(desk: Desk, browser: Client) -> None:
    cache.clear()
    ticket = desk.open()
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    to = reply_address.made("help@harbor.example", ticket.subject.number, settings.SECRET_KEY)
    stranger = came(mail("Which price was it?", sender="Toner <toner@elsewhere.example>", to=to), now=at(2, "10:10"))
    came(mail("The lamp flickers.", sender=NEW, subject="Lamp"), now=at(2, "10:20"))
    assert (stranger.outcome, stranger.proposed_ticket) == ("triage", ticket)
    assert "Which price" not in words(browser.get(f"/tickets/{ticket.subject.number}/"))
    page = words(browser.get("/"))
    assert "Toner, whom nobody knows, wrote on your ticket: look who it is" in page
    assert f"/mail/triage/{stranger.pk}/" in page
    assert "1 mail waits to be sorted" in page
    cache.clear()
    assert {row.what for row in nudges.of(desk.kofi, at(2, "10:30"))} == {"2 mails wait to be sorted"}
    cache.clear()
