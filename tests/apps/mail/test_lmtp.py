"""A mail server hands mail over: 250 only once it is kept, 550 for strangers, "later" for what cannot be kept now."""

import smtplib
from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from steadfast.apps.mail.models import Box, Raw
from steadfast.apps.mail.receiving import lmtp
from steadfast.domain.mail import reply_address
from steadfast.foundation.files import store
from steadfast.foundation.files.store import NoRoom
from tests import factories
from tests.apps.mail.conftest import mail
from tests.servers import ports

pytestmark = pytest.mark.django_db(transaction=True)
US, LENA = "help@harbor.example", "lena@oldmill.example"


@pytest.fixture
def door(settings: LazySettings) -> Iterator[smtplib.LMTP]:
    """The door, with a mail server standing in it."""
    Box.objects.create(name="Help", address=US, receives="lmtp", sends="none", since=factories.LONG_AGO)
    settings.LMTP = f"127.0.0.1:{ports.free()}"
    opened = lmtp.opened_door()
    host, port = settings.LMTP.split(":")
    try:
        with smtplib.LMTP(host, int(port)) as server:
            yield server
    finally:
        opened.stop()


def test_what_is_handed_over_is_kept_before_the_server_hears_so(door: smtplib.LMTP) -> None:
    assert door.sendmail(LENA, [US], mail("Hello")) == {}
    raw = Raw.objects.get()
    assert (raw.came_by, raw.box) == ("lmtp", Box.objects.get())
    with store.read(raw.digest) as file:
        said = file.read()
    assert said.startswith(b"Return-Path: <lena@oldmill.example>\r\nDelivered-To: help@harbor.example\r\nFrom: ")
    assert said.endswith(b"Every call ends after a minute.\r\n")


def test_the_same_mail_twice_is_kept_once(door: smtplib.LMTP) -> None:
    for _ in range(2):
        assert door.sendmail(LENA, [US], mail("Hello")) == {}
    assert Raw.objects.count() == 1


def test_an_address_with_a_reply_token_is_its_box(door: smtplib.LMTP) -> None:
    address = reply_address.made(US, 17, "a secret")
    assert door.sendmail("", [address.upper()], mail("Re: Hello")) == {}
    assert door.sendmail("", ["help+printer@harbor.example"], mail("Other")) == {}
    assert Raw.objects.count() == 2


def test_strangers_are_refused_each_by_themselves(door: smtplib.LMTP) -> None:
    refused = door.sendmail(LENA, [US, "nobody@harbor.example"], mail("Hello"))
    assert {who: answer[0] for who, answer in refused.items()} == {"nobody@harbor.example": 550}
    assert Raw.objects.count() == 1


def test_a_paused_box_is_tried_again_later(door: smtplib.LMTP) -> None:
    Box.objects.update(paused_at=factories.NOW)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as found:
        door.sendmail(LENA, [US], mail("Hello"))
    assert found.value.recipients[US][0] == 450


def test_a_full_disk_keeps_the_mail_with_its_server(door: smtplib.LMTP, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> None:
        raise NoRoom("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store, "keep", no_room)
        with pytest.raises(smtplib.SMTPDataError) as found:
            door.sendmail(LENA, [US], mail("Hello"))
    assert found.value.smtp_code == 451
    assert not Raw.objects.exists()
    assert door.sendmail(LENA, [US], mail("Hello")) == {}


def test_a_mail_over_the_limit_is_refused_for_good(
    door: smtplib.LMTP, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    large = mail("Large", "x" * 998 + "\r\n")
    monkeypatch.setattr(lmtp, "LARGEST", 500)
    settings.LMTP = f"127.0.0.1:{ports.free()}"
    small = lmtp.opened_door()
    try:
        with (
            smtplib.LMTP("127.0.0.1", int(settings.LMTP.split(":")[1])) as server,
            pytest.raises((smtplib.SMTPDataError, smtplib.SMTPSenderRefused)) as found,
        ):
            server.sendmail(LENA, [US], large)
        assert found.value.smtp_code == 552
    finally:
        small.stop()
