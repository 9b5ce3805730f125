"""Boxes on their pages: set up, refused with reasons, tried, paused; a password is never shown and never told."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from steadfast.apps.commitments import nudges
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity import sealing
from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Box, Sent
from steadfast.foundation import clock
from steadfast.foundation.models import EventBody
from tests import cast, factories
from tests.apps.desk.desk import Desk, at
from tests.apps.mail.test_sending import reply, work

SAID: dict[str, Any] = {
    "name": "Support",
    "address": "Support@Harbor.example",
    "receives": "imap",
    "sign_in": "password",
    "imap_host": "mail.harbor.example",
    "imap_port": "993",
    "imap_security": "tls",
    "imap_password": "tide-lantern-42",
    "folder": "INBOX",
    "afterwards": "seen",
    "moves_to": "Steadfast",
    "sends": "smtp",
    "smtp_host": "mail.harbor.example",
    "smtp_port": "587",
    "smtp_security": "starttls",
    "subject": "[{{ticket}}] {{title}}",
}


@pytest.fixture
def nora(desk: Desk) -> Browser:
    browser = Browser()
    browser.force_login(factories.member(cast.NORA).user)  # type: ignore[arg-type]
    return browser


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_box_is_set_up_and_its_password_sealed(nora: Browser) -> None:
    answer = nora.post("/mail/boxes/new/", SAID)
    box = Box.objects.get()
    assert answer["Location"] == f"/mail/boxes/{box.pk}/"
    assert box.address == "support@harbor.example"
    assert sealing.opened(box.imap_sealed) == "tide-lantern-42"
    pages = [nora.get(f"/mail/boxes/{box.pk}/"), nora.get(f"/mail/boxes/{box.pk}/edit/"), nora.get("/mail/boxes/")]
    assert not any("tide-lantern" in page.content.decode() for page in pages)
    assert not EventBody.objects.filter(body__contains="tide-lantern").exists()
    assert "Support" in text(nora.get("/mail/boxes/"))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"address": "no address"}, "Enter a valid email address"),
        ({"imap_host": ""}, "Which server is it?"),
        ({"imap_security": "plain"}, "Only a server on this machine"),
        ({"smtp_security": "plain"}, "Only a server on this machine"),
        ({"subject": "{{tickets}}"}, "{{tickets}} is no variable"),
        ({"signature": "{{author"}, "{{ is no variable"),
        ({"sign_in": "microsoft"}, "The settings name no client of ours at Microsoft 365"),
        ({"imap_port": "70000"}, "less than or equal to 65535"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(nora: Browser, change: dict[str, str], why: str) -> None:
    answer = nora.post("/mail/boxes/new/", SAID | change)
    assert answer.status_code == 422
    assert why in text(answer)
    assert not Box.objects.exists()


def test_two_boxes_never_share_an_address(nora: Browser) -> None:
    nora.post("/mail/boxes/new/", SAID)
    answer = nora.post("/mail/boxes/new/", SAID | {"name": "Other", "address": "SUPPORT@harbor.example"})
    assert "Another box has this address." in text(answer)


def test_a_password_is_not_sent_to_another_server_unless_typed_again(nora: Browser) -> None:
    nora.post("/mail/boxes/new/", SAID)
    box = Box.objects.get()
    moved = SAID | {"imap_host": "mail.other.example", "imap_password": ""}
    answer = nora.post(f"/mail/boxes/{box.pk}/edit/", moved)
    assert "Type it again" in text(answer)
    assert nora.post(f"/mail/boxes/{box.pk}/edit/", SAID | {"imap_password": ""}).status_code == 302
    box.refresh_from_db()
    assert sealing.opened(box.imap_sealed) == "tide-lantern-42"


@pytest.mark.parametrize("on_the_way", [{}, {"sends": "none"}, {"smtp_user": "me", "smtp_password": ""}])
def test_nor_is_that_of_the_mailbox_by_a_server_of_leaving_mail(nora: Browser, on_the_way: dict[str, str]) -> None:
    nora.post("/mail/boxes/new/", SAID)
    address = f"/mail/boxes/{Box.objects.get().pk}/edit/"
    moved = SAID | {"smtp_host": "mail.other.example", "imap_password": ""}
    nora.post(address, moved | on_the_way)
    assert "Type it again" in text(nora.post(address, moved))
    assert nora.post(address, moved | {"imap_password": "tide-lantern-43"}).status_code == 302
    assert nora.post(address, moved | {"name": "Second line"}).status_code == 302  # that server has it by now


def test_another_mailbox_begins_anew(nora: Browser) -> None:
    nora.post("/mail/boxes/new/", SAID)
    Box.objects.update(uidvalidity=7, last_uid=70)
    box = Box.objects.get()
    nora.post(f"/mail/boxes/{box.pk}/edit/", SAID | {"imap_password": ""})
    box.refresh_from_db()
    assert box.last_uid == 70
    nora.post(f"/mail/boxes/{box.pk}/edit/", SAID | {"folder": "Support"})
    box.refresh_from_db()
    assert (box.uidvalidity, box.last_uid) == (None, 0)


def test_trying_names_the_step_that_fails(nora: Browser) -> None:
    box = Box.objects.create(
        name="Help",
        address="help@harbor.example",
        imap_host="127.0.0.1",
        imap_port=1,
        imap_security="plain",
        sends="none",
        since=factories.LONG_AGO,
    )
    answer = nora.post(f"/mail/boxes/{box.pk}/try/")
    assert answer.status_code == 409
    assert "Mail comes: port Nothing listens on that port. failed" in text(answer)


def test_the_owner_sees_on_today_that_a_box_cannot_be_read_and_since_when(nora: Browser, box: Box) -> None:
    Box.objects.update(receives="imap")
    operations.note_trouble(box, "sign-in: no", now=clock.now())
    assert "The mail of Help cannot be read" in text(nora.get("/"))
    assert "It waits on the server; nothing is lost" in text(nora.get(f"/mail/boxes/{box.pk}/"))
    assert "cannot be read" in text(nora.get("/mail/boxes/"))


def test_a_pause_holds_both_ways_and_ends(nora: Browser, box: Box) -> None:
    nora.post(f"/mail/boxes/{box.pk}/pause/", {"act": "pause"})
    box.refresh_from_db()
    assert box.paused_at is not None
    assert "nothing is read, and what you write waits" in text(nora.get(f"/mail/boxes/{box.pk}/"))
    nora.post(f"/mail/boxes/{box.pk}/pause/", {"act": "resume"})
    box.refresh_from_db()
    assert box.paused_at is None


def test_the_ticket_tells_beneath_a_reply_where_its_mail_is(nora: Browser, desk: Desk, box: Box) -> None:
    ticket = desk.open()
    reply(desk, ticket)
    address = f"/tickets/{ticket.subject.number}/"
    event = ticket.messages.get(kind="public").event
    row = operations.mail_reply(event, now=at(2, "10:25"))
    assert row is not None
    assert "on its way to amara@kestrel.example" in text(nora.get(address))
    work()
    assert re.search(r"sent .* to amara@kestrel.example", text(nora.get(address)))
    operations.note_bounce(row.pk, "no such user", now=clock.now())
    assert "came back from amara@kestrel.example: no such user Send again" in text(nora.get(address))
    told = [nudge.what for nudge in nudges.of(desk.theo, clock.now())]
    assert "Your reply did not reach amara@kestrel.example" in told
    assert "bounced" in text(nora.get("/mail/sent/?state=bounced"))
    nora.post(f"/mail/sent/{row.pk}/again/")
    assert Sent.objects.get().state == "queued"


def test_a_contact_sees_nothing_of_the_way(desk: Desk, box: Box) -> None:
    ticket = desk.open()
    reply(desk, ticket)
    work()
    amara = Browser()
    amara.force_login(factories.contact(cast.KESTREL).user)  # type: ignore[arg-type]
    assert "sent " not in text(amara.get(f"/tickets/{ticket.subject.number}/"))


def test_a_preview_says_what_the_variables_say_on_the_chosen_ticket(nora: Browser, desk: Desk, box: Box) -> None:
    Box.objects.update(acknowledges=True, subject="[{{ticket}}] {{title}}", from_name="Harbor help")
    ticket = desk.open()
    desk.open(of=cast.OLD_MILL)
    page = text(nora.get(f"/mail/boxes/{box.pk}/", {"ticket": f"t-{ticket.subject.number}"}))
    assert "Harbor help &lt;help@harbor.example&gt;" in page or "Harbor help <help@harbor.example>" in page
    assert f"[{ticket.subject.label}] Phones drop the line" in page
    assert "Hello Amara, What you write on the ticket stands here. -- Nora Harbor IT" in page
    assert f"Your message reached us. It has the number {ticket.subject.label}." in page
    assert "Hello Lena," in text(nora.get(f"/mail/boxes/{box.pk}/"))
    assert "There is no such ticket." in text(nora.get(f"/mail/boxes/{box.pk}/", {"ticket": "T-99999"}))
    assert not Sent.objects.exists()


def test_care_and_the_figures_tell_of_a_box_that_is_down(nora: Browser, box: Box) -> None:
    assert "steadfast_mail_boxes_down 0.0" in Browser().get("/metrics").content.decode()
    operations.note_trouble(box, "sign-in: The server said: no", now=clock.now() - timedelta(minutes=20))
    figures = Browser().get("/metrics").content.decode()
    assert "steadfast_mail_boxes_down 1.0" in figures
    assert re.search(r"steadfast_mail_boxes_down_seconds 1[23]\d\d\.", figures)
    page = text(nora.get("/care/"))
    assert "The mail of Help cannot be read" in page
    assert "Type its password again" in page
    assert "sign-in: The server said: no" in page
    assert f'href="/mail/boxes/{box.pk}/"' in nora.get("/care/").content.decode()
    operations.pause_box(box, paused=True, actor=identity.actor_of(factories.member(cast.NORA)), now=clock.now())
    assert "cannot be read" not in text(nora.get("/care/"))
