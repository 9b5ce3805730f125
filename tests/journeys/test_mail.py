"""Mail, from the client's mailbox to the ticket and back, by real servers; the technician never takes the mouse."""

import imaplib
import os
import signal
import smtplib
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.care.practices import COMMAND
from tests.journeys.conftest import Served
from tests.servers import dovecot, postfix
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]
HELP, LENA = "help@harbor.example", cast.OLD_MILL.contacts[0].email


@pytest.fixture(scope="module")
def dove() -> Iterator[Dovecot]:
    if dovecot.PROGRAM is None:
        pytest.skip("no Dovecot found (Debian: apt install dovecot-imapd dovecot-lmtpd)")
    with TemporaryDirectory(prefix="dovecot-") as folder:
        Path(folder).chmod(0o755)
        with dovecot.dovecot(Path(folder)) as server:
            yield server


@pytest.fixture(scope="module")
def post(dove: Dovecot) -> Iterator[Postfix]:
    if why := postfix.missing():
        pytest.skip(why)
    with TemporaryDirectory(prefix="postfix-") as folder:
        Path(folder).chmod(0o755)
        with postfix.postfix(Path(folder), ours=dove.lmtp, theirs=dove.lmtp) as server:
            yield server


@contextmanager
def working(served: Served) -> Iterator[None]:
    """Have a worker at work for the practice that is served: it reads the mailbox and sends what is written."""
    worker = subprocess.Popen([*COMMAND, "work"], env=served.practice.environment, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def write(server: Postfix, to: str, subject: str, text: str, answers: EmailMessage | None = None) -> None:
    """Send a mail as Lena does."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Lena Brandt <{LENA}>", to, subject
    mail["Message-ID"] = f"<{abs(hash(text))}@oldmill.example>"
    if answers is not None:
        mail["In-Reply-To"] = mail["References"] = str(answers["Message-ID"])
    mail.set_content(text)
    with smtplib.SMTP("127.0.0.1", server.port) as client:
        client.send_message(mail, LENA, [to])


def read(server: Dovecot, number: int) -> EmailMessage:
    """Return the so-manieth mail in Lena's mailbox, once it is there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        client = imaplib.IMAP4("127.0.0.1", server.imap)
        client.login("lena", PASSWORD)
        _, found = client.select(readonly=True)
        parts = client.fetch(str(number), "(RFC822)")[1] if int(found[0] or 0) >= number else []
        client.logout()
        if parts and isinstance(parts[0], tuple):
            return message_from_bytes(parts[0][1], policy=policy.default)  # type: ignore[return-value]
        time.sleep(0.2)
    raise AssertionError("no mail came to Lena")


def wait_for(page: Page, address: str, words: str) -> None:
    """Look at a page again until it says something."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page.goto(address)
        if words in page.locator("#main").inner_text():
            return
        time.sleep(0.3)
    expect(page.locator("#main")).to_contain_text(words)


def set_up(page: Page, dove: Dovecot, post: Postfix) -> None:
    """Fill in the form of a box."""
    page.goto("/mail/boxes/")
    page.get_by_role("main").get_by_role("link", name="New box").first.click()
    said = {"name": "Help", "address": HELP, "imap_host": "127.0.0.1", "imap_port": str(dove.imap), "imap_user": "help"}
    said |= {"imap_password": PASSWORD, "smtp_host": "127.0.0.1", "smtp_port": str(post.port)}
    said |= {"greeting": "Hello {{first name}},", "signature": "{{author}}, {{practice}}"}
    for name, value in said.items():
        page.locator(f"[name={name}]").fill(value)
    for name in ("imap_security", "smtp_security"):
        page.locator(f"[name={name}]").select_option("plain")


def test_mail_becomes_a_ticket_the_reply_a_mail_and_the_answer_reopens_it(
    page: Page, served: Served, sign_in: SignIn, axe: Axe, look: Look, dove: Dovecot, post: Postfix
) -> None:
    sign_in(cast.NORA.email)
    set_up(page, dove, post)
    assert axe() == []
    look("mail-box-form")
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("#main")).to_contain_text("Mail leaves: server and sign-in")
    expect(page.locator(".is-late")).to_have_count(0)
    assert axe() == []
    look("mail-box-tried")
    page.context.clear_cookies()

    sign_in(cast.INES.email)
    with working(served):
        write(post, HELP, "The till prints twice", "Every receipt comes twice since this morning.")
        wait_for(page, "/tickets/", "The till prints twice")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("The till prints twice")
        page.keyboard.press("t")
        expect(page.locator("#messages")).to_contain_text("yours")
        page.keyboard.press("r")
        page.keyboard.type("It is the driver. I set it back; print one now, please.")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".thread")).to_contain_text("It is the driver")
        address = page.url

        reply = read(dove, 1)
        assert reply["From"] == f"{cast.PRACTICE} <{HELP}>"
        assert str(reply["Subject"]).endswith("The till prints twice")
        assert "Hello Lena," in reply.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert reply["Auto-Submitted"] is None
        wait_for(page, address, f"to {LENA}")
        expect(page.locator(".thread")).to_contain_text("sent")
        look("mail-ticket")
        assert axe() == []

        page.keyboard.press("r")
        page.keyboard.type("Solved: the driver is back.")
        page.keyboard.press("e")
        page.keyboard.press("Tab")
        page.locator("summary", has_text="Resolved …").press("Enter")
        page.get_by_role("button", name="Resolve T-").press("Enter")
        expect(page.locator(".crumbs")).to_contain_text("resolved")

        write(post, str(reply["Reply-To"]), "Re: The till prints twice", "No, it still does.", answers=reply)
        wait_for(page, address, "No, it still does.")
        expect(page.locator(".crumbs")).not_to_contain_text("resolved")
