"""Mailboxes that take no password: there and back with PKCE, tokens renewed, a real Dovecot that takes them."""

import base64
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from django.test import Client as Browser

from steadfast.apps.identity import sealing
from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Box, Raw
from steadfast.apps.mail.receiving import reading
from steadfast.apps.mail.receiving.connecting import Trouble
from steadfast.apps.mail.receiving.mailbox import opened
from steadfast.apps.mail.sending.transport import Bearer, xoauth2
from steadfast.apps.mail.signing_in import tokens
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.apps.mail.conftest import mail
from tests.servers import dovecot as program
from tests.servers.provider import Provider, provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(settings: LazySettings) -> Iterator[Provider]:
    with provider() as found:
        said = {"scope": "mail", "client_id": "ours", "secret": "kept"}
        at = {"authorize": f"{found.url}/authorize", "token": f"{found.url}/token", **said}
        settings.MAIL_PROVIDERS = {"microsoft": at, "google": at}
        tokens._held.clear()
        yield found


@pytest.fixture
def nora(db: None) -> Browser:
    factories.practice()
    browser = Browser()
    browser.force_login(factories.member(cast.NORA).user)  # type: ignore[arg-type]
    return browser


def cloud_box(**more: Any) -> Box:
    said = {"imap_host": "127.0.0.1", "imap_security": "plain", "sign_in": "microsoft", "sends": "none", **more}
    return Box.objects.create(name="Help", address="help@harbor.example", since=factories.LONG_AGO, **said)


def go(browser: Browser, box: Box, there: Provider) -> dict[str, str]:
    """Follow the way to the provider, which takes note of the challenge; return what it was asked."""
    answer = browser.get(f"/mail/boxes/{box.pk}/sign-in/")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}
    there.codes["the-code"] = asked["code_challenge"]
    return asked


def test_somebody_lets_us_in_and_the_token_is_sealed(nora: Browser, there: Provider) -> None:
    box = cloud_box()
    asked = go(nora, box, there)
    assert (asked["code_challenge_method"], asked["login_hint"]) == ("S256", "help@harbor.example")
    assert asked["redirect_uri"] == "http://testserver/mail/sign-in/"
    nora.get("/mail/sign-in/", {"state": asked["state"], "code": "the-code"})
    box.refresh_from_db()
    assert sealing.opened(box.oauth_sealed) == "refresh-1"
    assert there.asked[0]["client_secret"] == "kept"


@pytest.mark.parametrize(
    ("change", "is_kept"),
    [
        ({"name": "Second line", "imap_host": "outlook.office365.com", "smtp_host": "smtp.office365.com"}, True),
        ({"imap_host": "imap.other.example"}, False),
        ({"sends": "smtp", "smtp_host": "smtp.other.example"}, False),
        ({"sign_in": "google", "imap_host": "imap.gmail.com"}, False),
    ],
)
def test_a_token_is_shown_to_no_other_server(nora: Browser, there: Provider, change: Any, is_kept: bool) -> None:
    box = cloud_box(oauth_sealed=sealing.seal("refresh-1"))
    kept = operations.keep_box(box, change, actor=SYSTEM, now=clock.now())
    assert bool(kept.oauth_sealed) is is_kept


def test_an_answer_that_this_session_did_not_ask_for_is_refused(nora: Browser, there: Provider) -> None:
    box = cloud_box()
    asked = go(nora, box, there)
    stranger = Browser()
    stranger.force_login(factories.member(cast.THEO).user)  # type: ignore[arg-type]
    stranger.get("/mail/sign-in/", {"state": asked["state"], "code": "the-code"})
    nora.get("/mail/sign-in/", {"state": "another", "code": "the-code"})
    nora.get("/mail/sign-in/", {"state": asked["state"], "code": "the-code"})  # once only, good or not
    box.refresh_from_db()
    assert (box.oauth_sealed, there.asked) == ("", [])


def test_what_the_provider_refuses_is_said(nora: Browser, there: Provider) -> None:
    box = cloud_box()
    asked = go(nora, box, there)
    answer = nora.get("/mail/sign-in/", {"state": asked["state"], "error": "access_denied"}, follow=True)
    assert "The provider refused: access_denied" in answer.content.decode()
    asked = go(nora, box, there)
    answer = nora.get("/mail/sign-in/", {"state": asked["state"], "code": "wrong"}, follow=True)
    assert "The code is not good." in answer.content.decode()


def test_a_token_is_renewed_when_it_ends_and_the_newer_one_kept(there: Provider) -> None:
    box = cloud_box(oauth_sealed=sealing.seal("refresh-0"))
    assert operations.bearer(box) == "access-1"
    assert operations.bearer(box) == "access-1"  # it still holds
    tokens._held.clear()
    assert operations.bearer(box) == "access-2"
    assert sealing.opened(Box.objects.get().oauth_sealed) == "refresh-2"


def test_a_token_that_was_taken_back_is_trouble_of_the_sign_in(there: Provider) -> None:
    box = cloud_box(oauth_sealed=sealing.seal("refresh-of-old"))
    with pytest.raises(tokens.NoToken, match="The token was taken back"):
        operations.bearer(box)
    with pytest.raises(tokens.NoToken, match="Nobody has signed in"):
        Box.objects.update(oauth_sealed="")
        operations.bearer(box)


def test_a_real_server_lets_us_in_by_a_token_of_its_provider(there: Provider) -> None:
    if program.PROGRAM is None:
        pytest.skip("no Dovecot found (Debian: apt install dovecot-imapd dovecot-lmtpd)")
    with TemporaryDirectory(prefix="dovecot-") as folder:
        Path(folder).chmod(0o755)
        with program.dovecot(Path(folder), provider=there.url) as server:
            box = cloud_box(imap_port=server.imap, oauth_sealed=sealing.seal("refresh-0"))
            server.deliver(mail("By token"), to="help@harbor.example")
            with opened(box, bearer=lambda: operations.bearer(box)) as mailbox:
                assert reading.read(mailbox, clock=clock.now) == 1
            assert Raw.objects.count() == 1
            with pytest.raises(Trouble) as found, opened(box, bearer=lambda: "of-a-stranger"):
                pass
            assert found.value.step == "sign-in"


def test_smtp_signs_in_by_the_same_words() -> None:
    said: list[Any] = []

    class Line:
        def ehlo_or_helo_if_needed(self) -> None:
            said.append("ehlo")

        def auth(self, mechanism: str, answer: Any, *, initial_response_ok: bool) -> None:
            said.append(
                (mechanism, base64.b64encode(answer().encode()).decode(), answer(b"error"), initial_response_ok)
            )

    way = Bearer(alias="box 1", host="127.0.0.1", bearer="tok", user="help@harbor.example")
    way.connection = Line()  # type: ignore[assignment]
    way._signed_in()
    wanted = base64.b64encode(b"user=help@harbor.example\x01auth=Bearer tok\x01\x01").decode()
    assert said == ["ehlo", ("XOAUTH2", wanted, "", True)]
    assert xoauth2("a", "b") == "user=a\x01auth=Bearer b\x01\x01"
