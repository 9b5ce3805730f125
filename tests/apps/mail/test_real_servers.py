"""By a real Postfix and a real Dovecot: mail comes to our door, our reply to the client's mailbox, and back."""

import imaplib
import smtplib
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import LazySettings
from django.conf import settings as configured

from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Box, Raw, Sent
from steadfast.apps.mail.receiving import lmtp
from steadfast.domain.mail import reply_address
from steadfast.foundation import clock
from steadfast.foundation.files import store
from tests import cast, factories
from tests.apps.desk.desk import Desk
from tests.apps.mail.conftest import mail
from tests.apps.mail.test_mailbox import wait_until
from tests.servers import ports
from tests.servers import postfix as program
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix

pytestmark = pytest.mark.django_db(transaction=True)
US, LENA = "help@harbor.example", "lena@oldmill.example"


@pytest.fixture
def post(dovecot: Dovecot, settings: LazySettings) -> Iterator[Postfix]:
    if why := program.missing():
        pytest.skip(why)
    port = ports.free()
    settings.LMTP = f"127.0.0.1:{port}"
    door = lmtp.opened_door()
    try:
        with TemporaryDirectory(prefix="postfix-") as folder:
            Path(folder).chmod(0o755)
            with program.postfix(Path(folder), ours=port, theirs=dovecot.lmtp) as server:
                yield server
    finally:
        door.stop()


def box_through(server: Postfix) -> Box:
    factories.practice()
    return Box.objects.create(
        name="Help",
        address=US,
        receives="lmtp",
        sends="smtp",
        smtp_host="127.0.0.1",
        smtp_port=server.port,
        smtp_security="plain",
        since=factories.LONG_AGO,
    )


def submit(server: Postfix, content: bytes, to: str) -> None:
    with smtplib.SMTP("127.0.0.1", server.port) as client:
        client.sendmail(LENA, [to], content)


def mailbox_of(server: Dovecot, user: str) -> list[EmailMessage]:
    """Return the mails in a mailbox as their reader gets them."""
    client = imaplib.IMAP4("127.0.0.1", server.imap)
    client.login(user, PASSWORD)
    client.select(readonly=True)
    _, found = client.search(None, "ALL")
    mails = []
    for number in found[0].split():
        _, parts = client.fetch(number.decode(), "(RFC822)")
        mails += [message_from_bytes(part[1], policy=policy.default) for part in parts if isinstance(part, tuple)]
    client.logout()
    return mails  # type: ignore[return-value]


def test_mail_comes_by_postfix_and_our_reply_leads_back(dovecot: Dovecot, post: Postfix) -> None:
    desk, box = Desk(), box_through(post)
    submit(post, mail("Phones"), US)
    assert wait_until(lambda: Raw.objects.count() == 1)
    ticket = desk.open(of=cast.OLD_MILL, now=clock.now())
    desk_operations.reply(ticket.pk, text="I look at it now: Grüße.", actor=desk.ines, now=clock.now())
    row = operations.mail_reply(ticket.messages.get(kind="public").event, now=clock.now())
    assert row is not None
    assert operations.deliver(row.pk, now=clock.now()) == "sent"
    assert wait_until(lambda: bool(mailbox_of(dovecot, "lena")))
    (reply,) = mailbox_of(dovecot, "lena")
    assert reply["From"] == "Harbor IT <help@harbor.example>"
    assert reply["Message-ID"] == Sent.objects.get().name
    assert "Grüße" in reply.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    answers = str(reply["Reply-To"])
    assert reply_address.read(answers, configured.SECRET_KEY) == ticket.subject.number
    submit(post, mail("Re: Phones", "It works again."), answers)
    assert wait_until(lambda: Raw.objects.count() == 2)
    with store.read(Raw.objects.latest("pk").digest) as file:
        assert f"Delivered-To: {answers}".encode() in file.read()
    assert Raw.objects.latest("pk").box == box


def test_an_address_that_no_server_knows_comes_back_as_a_bounce(post: Postfix) -> None:
    box_through(post)
    letter = operations.Letter(
        to=["nobody@nowhere.example"], subject="Hello", text="Hello", box_id=Box.objects.get().pk
    )
    row = operations.send(letter, key="1", now=clock.now())
    assert operations.deliver(row.pk, now=clock.now()) == "sent"  # it was taken, and comes back
    assert wait_until(lambda: Raw.objects.count() == 1)
    with store.read(Raw.objects.get().digest) as file:
        said = file.read()
    assert said.startswith(b"Return-Path: <>")
    assert b"message/delivery-status" in said


def test_mail_waits_in_postfix_while_the_box_is_paused(post: Postfix) -> None:
    box = box_through(post)
    Box.objects.filter(pk=box.pk).update(paused_at=clock.now())
    submit(post, mail("Phones"), US)
    time.sleep(1)
    assert not Raw.objects.exists()
    Box.objects.filter(pk=box.pk).update(paused_at=None)
    assert wait_until(lambda: Raw.objects.count() == 1)
