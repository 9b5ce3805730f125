"""A reply leaves as one mail, in its thread, to the contact; what cannot leave waits, and says why."""

import smtplib
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.conf import settings
from django.core import mail as outbox
from django.core.cache import cache

from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person
from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Box, Raw, Reference, Sent
from steadfast.apps.mail.models.incoming import Incoming
from steadfast.apps.mail.sending import transport
from steadfast.apps.mail.sending.lines import Lines
from steadfast.domain.mail import marks, message_id, reply_address
from steadfast.foundation import clock
from steadfast.foundation.files.arriving import arrived_from
from steadfast.foundation.jobs import worker
from steadfast.foundation.models import Event, Job
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, kinds
from tests.apps.desk.pages import page

AT = at(2, "10:25")


def work() -> None:
    """Do what is due, but nothing that falls due by the clock."""
    worker.drain()


def reply(desk: Desk, ticket: Ticket, text: str = "I look at it now.", now: datetime = AT) -> None:
    desk_operations.reply(ticket.pk, text=text, actor=desk.ines, now=now)


def left(number: int = -1) -> EmailMessage:
    """Return a mail that left, as its receiver reads it."""
    found: Any = outbox.outbox[number].message()  # type: ignore[attr-defined]
    return found  # type: ignore[no-any-return]


def words(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_reply_leaves_once_as_a_mail_to_the_contact(desk: Desk, box: Box) -> None:
    ticket = desk.open()
    reply(desk, ticket)
    work()
    work()
    assert len(outbox.outbox) == 1  # type: ignore[attr-defined]
    mail = left()
    assert mail["To"] == "amara@kestrel.example"
    assert mail["From"] == "Harbor IT <help@harbor.example>"
    assert mail["Subject"] == f"[{ticket.subject.label}] Phones drop the line"
    assert words(mail) == "Hello Amara,\n\nI look at it now.\n\n-- \nInes\nHarbor IT\n"
    row = Sent.objects.get()
    assert (row.state, row.to, row.attempts, row.text) == ("sent", ["amara@kestrel.example"], 1, "")


def test_who_has_left_gets_no_mail_and_the_page_says_so(desk: Desk, box: Box) -> None:
    cache.clear()
    ticket = desk.open()
    Person.objects.filter(pk=ticket.contact_id).update(left_at=factories.NOW)
    reply(desk, ticket)
    work()
    assert (len(outbox.outbox), Sent.objects.count()) == (0, 0)  # type: ignore[attr-defined]
    told = page(cast.INES, ticket, AT)
    assert "Amara Ruiz has left: nobody gets this by mail." in told
    assert "Contact Amara Ruiz has left" in told
    cache.clear()


def test_without_a_contact_it_goes_to_who_wrote_last_unless_they_left(desk: Desk, box: Box) -> None:
    cache.clear()
    ticket = desk.open(contact_id=None)
    assert "No address is known: nobody gets this by mail." in page(cast.INES, ticket, AT)
    came(desk, ticket, box, outcome="replied")
    assert "Goes by mail to amara@kestrel.example, who wrote last." in page(cast.INES, ticket, AT)
    Person.objects.filter(email="amara@kestrel.example").update(left_at=factories.NOW)
    assert "nobody gets this by mail." in page(cast.INES, ticket, AT)
    cache.clear()


def test_its_headers_keep_it_in_the_thread_and_lead_the_answer_back(desk: Desk, box: Box) -> None:
    ticket = desk.open()
    reply(desk, ticket)
    reply(desk, ticket, "Found it.", now=at(2, "11:00"))
    work()
    first, second = left(0), left(1)
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["References"].split()[-1] == first["Message-ID"]
    assert first["References"].split()[0] == second["References"].split()[0]  # what stands for the ticket itself
    assert reply_address.read(str(first["Reply-To"]), settings.SECRET_KEY) == ticket.subject.number
    assert marks.is_ours(first[marks.FIELD], settings.SECRET_KEY)
    assert first["Auto-Submitted"] is None  # a person wrote it
    known = Reference.objects.filter(ticket=ticket, ours=True).values_list("named", flat=True)
    assert message_id.digest(str(first["Message-ID"])) in known


def test_the_other_part_says_the_same_as_html_and_runs_nothing(desk: Desk, box: Box) -> None:
    ticket = desk.open()
    reply(desk, ticket, "Open <b>settings</b> & wait.\nThen call me.")
    work()
    said = words(left(), "html")
    assert "Open &lt;b&gt;settings&lt;/b&gt; &amp; wait.<br>" in said
    assert "<hr>" in said
    assert not any(word in said for word in ("<style", "<script", "<img", "color:"))


def test_files_of_the_reply_go_with_it(desk: Desk, box: Box) -> None:
    ticket = desk.open()
    file, _handle = arrived_from(b"Two switches.", "offer.txt")
    desk_operations.reply(ticket.pk, text="See the offer.", files=[file], actor=desk.ines, now=at(2, "10:25"))
    work()
    names = [part.get_filename() for part in left().iter_attachments()]
    assert names == ["offer.txt"]


def test_without_a_box_that_sends_nothing_is_queued(desk: Desk, box: Box) -> None:
    Box.objects.update(sends="none")
    reply(desk, desk.open())
    work()
    assert not Sent.objects.exists()


def test_a_note_inside_never_leaves(desk: Desk, box: Box) -> None:
    ticket = desk.open()
    desk_operations.note(ticket.pk, text="Looks like the switch.", actor=desk.ines, now=at(2, "10:10"))
    work()
    assert not Sent.objects.exists()


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """Have the server answer with these, one after the other, until none is left."""
    answers: list[Exception] = []
    real = Lines.hand_over

    def hand_over(lines: Lines, mail: Any, box: int | None, fresh: Any) -> None:
        with transport.told():
            if answers:
                raise answers.pop(0)
        real(lines, mail, box, fresh)

    monkeypatch.setattr(Lines, "hand_over", hand_over)
    return answers


def queued(desk: Desk) -> Sent:
    ticket = desk.open()
    reply(desk, ticket)
    event = ticket.messages.get(kind="public").event
    row = operations.mail_reply(event, now=at(2, "10:25"))
    assert row is not None
    return row


def test_what_a_server_refuses_for_now_is_tried_again_later_each_time(
    desk: Desk, box: Box, refusing: list[Exception]
) -> None:
    row = queued(desk)
    refusing += [ConnectionRefusedError(111, "refused"), smtplib.SMTPDataError(451, b"try later")]
    now = at(2, "10:25")
    assert operations.deliver(row.pk, now=now) == "queued"
    row.refresh_from_db()
    assert (row.error, row.next_at) == ("Nothing listens on that port.", now + timedelta(minutes=1))
    assert operations.deliver(row.pk, now=now) == ""  # not due yet
    assert operations.due(now=now + timedelta(minutes=1)) == [row.pk]
    assert operations.deliver(row.pk, now=now + timedelta(minutes=1)) == "queued"
    row.refresh_from_db()
    assert (row.error, row.next_at) == ("451 try later", now + timedelta(minutes=3))
    assert operations.deliver(row.pk, now=now + timedelta(minutes=3)) == "sent"


def test_after_two_days_it_is_given_up_and_the_ticket_says_so(desk: Desk, box: Box, refusing: list[Exception]) -> None:
    row = queued(desk)
    refusing += [TimeoutError()]
    assert operations.deliver(row.pk, now=at(4, "10:25")) == "failed"
    row.refresh_from_db()
    assert (row.state, row.error) == ("failed", "The server did not answer in time.")
    assert row.ticket is not None
    assert kinds(row.ticket)[-1] == "mail.failed"


def test_an_address_that_the_server_refuses_fails_at_once_and_can_be_sent_again(
    desk: Desk, box: Box, refusing: list[Exception]
) -> None:
    row = queued(desk)
    refusing += [smtplib.SMTPRecipientsRefused({"amara@kestrel.example": (550, b"no such user")})]
    assert operations.deliver(row.pk, now=at(2, "10:26")) == "failed"
    first = Sent.objects.get().name
    assert operations.send_again(row.pk, actor=desk.ines, now=at(2, "10:30"))
    assert operations.deliver(row.pk, now=at(2, "10:30")) == "sent"
    assert Sent.objects.get().name != first
    assert not operations.send_again(row.pk, actor=desk.ines, now=at(2, "10:31"))


def test_a_paused_box_keeps_its_mail(desk: Desk, box: Box) -> None:
    row = queued(desk)
    Box.objects.update(paused_at=at(2, "10:00"))
    assert operations.deliver(row.pk, now=at(2, "10:26")) == ""
    assert operations.due(now=at(2, "11:00")) == []
    Box.objects.update(paused_at=None)
    assert operations.due(now=at(2, "11:00")) == [row.pk]


def came(desk: Desk, ticket: Ticket, box: Box, **said: Any) -> None:
    raw = Raw.objects.create(box=box, came_by="lmtp", key="1", digest="0" * 64, size=1, came_at=at(2, "10:00"))
    Incoming.objects.create(
        raw=raw,
        ticket=ticket,
        sender="amara@kestrel.example",
        came_at=raw.came_at,
        read_at=raw.came_at,
        **{"outcome": "opened", "answerable": True, **said},
    )


def test_who_opens_a_ticket_by_mail_hears_so_where_the_box_does_that(desk: Desk, box: Box) -> None:
    Box.objects.update(acknowledges=True)
    ticket = desk.open(channel="mail")
    came(desk, ticket, box)
    opened = Event.objects.get(subject_id=ticket.pk, kind="ticket.opened")
    operations.acknowledge(opened, now=at(2, "10:01"))
    work()
    work()
    assert len(outbox.outbox) == 1  # type: ignore[attr-defined]
    mail = left()
    assert mail["Auto-Submitted"] == "auto-replied"
    assert f"It has the number {ticket.subject.label}." in words(mail)
    assert "By our agreement a person answers you by Monday 2 March 2026, 14:00 (Europe/London)." in words(mail)


@pytest.mark.parametrize("said", [{"answerable": False}, {"outcome": "triage"}])
def test_no_machine_is_acknowledged(desk: Desk, box: Box, said: dict[str, Any]) -> None:
    Box.objects.update(acknowledges=True)
    ticket = desk.open(channel="mail")
    came(desk, ticket, box, **said)
    work()
    assert not Sent.objects.exists()


def test_no_acknowledgement_unless_the_box_says_so(desk: Desk, box: Box) -> None:
    ticket = desk.open(channel="mail")
    came(desk, ticket, box)
    work()
    assert not Sent.objects.exists()


def test_one_address_is_acknowledged_once_an_hour(desk: Desk, box: Box) -> None:
    """Two desks that answer each other without saying that they are machines stop here."""
    Box.objects.update(acknowledges=True)
    first, second = desk.open(channel="mail"), desk.open(channel="mail", title="It again")
    came(desk, first, box)
    work()
    Raw.objects.update(key="0", digest="1" * 64)
    came(desk, second, box)
    work()
    assert Sent.objects.count() == 1


def test_a_letter_leaves_once_for_its_key_and_is_forgotten(desk: Desk, box: Box) -> None:
    letter = operations.Letter(to=["amara@kestrel.example"], subject="Your link", text="https://desk/secret")
    operations.send(letter, key="link:1", now=clock.now())
    operations.send(letter, key="link:1", now=clock.now())
    work()
    mail = left()
    assert len(outbox.outbox) == 1  # type: ignore[attr-defined]
    assert (mail["Subject"], mail["Auto-Submitted"]) == ("Your link", "auto-generated")
    assert "https://desk/secret" in words(mail)
    assert Sent.objects.get().text == ""
    assert "secret" not in str(list(Job.objects.values()))


def test_an_address_that_no_mail_can_have_fails_at_once(desk: Desk, box: Box) -> None:
    letter = operations.Letter(to=["a\nBcc: b@x.example"], subject="Hello", text="x")
    row = operations.send(letter, key="bad", now=factories.NOW)
    assert operations.deliver(row.pk, now=factories.NOW) == "failed"
