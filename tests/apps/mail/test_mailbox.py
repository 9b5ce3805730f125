"""A mailbox on a real Dovecot: what is new is kept before it is marked, nothing is skipped, nothing is deleted."""

import imaplib
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from steadfast.apps.mail import operations, trying
from steadfast.apps.mail.models import Box, Raw
from steadfast.apps.mail.receiving import postman, reading
from steadfast.apps.mail.receiving.connecting import Trouble
from steadfast.apps.mail.receiving.mailbox import Open, opened
from steadfast.foundation import clock
from steadfast.foundation.files import store
from steadfast.foundation.files.store import NoRoom
from tests.apps.mail.conftest import mail, mailbox
from tests.servers.dovecot import PASSWORD, Dovecot, prepare, running

pytestmark = pytest.mark.django_db


def read(box: Box) -> int:
    with opened(box, bearer=lambda: "") as found:
        return reading.read(found, clock=clock.now)


def on_server(server: Dovecot, user: str, folder: str = "INBOX", criteria: str = "ALL") -> int:
    """Return how many mails lie in a folder of a user."""
    client = imaplib.IMAP4("127.0.0.1", server.imap)
    client.login(user, PASSWORD)
    client.select(folder, readonly=True)
    _, found = client.search(None, criteria)
    client.logout()
    return len(found[0].split())


def subjects() -> list[str]:
    found = []
    for raw in Raw.objects.order_by("pk"):
        with store.read(raw.digest) as file:
            found += [line[9:].strip().decode() for line in file if line.startswith(b"Subject: ")]
    return found


def test_what_is_new_is_kept_once_and_marked_as_seen(dovecot: Dovecot) -> None:
    box = mailbox(dovecot, "once")
    dovecot.deliver(mail("First"), to="once@harbor.example")
    dovecot.deliver(mail("Second"), to="once+t1.abc@harbor.example")
    assert read(box) == 2
    assert read(box) == 0
    assert subjects() == ["First", "Second"]
    assert on_server(dovecot, "once", criteria="SEEN") == 2
    raw = Raw.objects.order_by("pk")[0]
    assert (raw.came_by, raw.box) == ("imap", box)
    assert raw.came_at <= clock.now()
    dovecot.deliver(mail("Third"), to="once@harbor.example")
    assert read(box) == 1


def test_a_mail_that_somebody_opened_elsewhere_is_not_passed_over(dovecot: Dovecot) -> None:
    box = mailbox(dovecot, "opened")
    read(box)
    dovecot.deliver(mail("Read on a phone"), to="opened")
    client = imaplib.IMAP4("127.0.0.1", dovecot.imap)
    client.login("opened", PASSWORD)
    client.select()
    client.store("1", "+FLAGS", "\\Seen")
    client.logout()
    assert read(box) == 1


def test_old_mail_that_was_read_before_the_box_was_set_up_stays_out(dovecot: Dovecot) -> None:
    for subject in ("Old", "New"):
        dovecot.deliver(mail(subject), to="years")
    client = imaplib.IMAP4("127.0.0.1", dovecot.imap)
    client.login("years", PASSWORD)
    client.select()
    client.store("1", "+FLAGS", "\\Seen")
    client.logout()
    assert read(mailbox(dovecot, "years")) == 1
    assert subjects() == ["New"]


def test_kept_mail_moves_to_a_folder_where_the_box_wants_that_and_none_is_deleted(dovecot: Dovecot) -> None:
    box = mailbox(dovecot, "moved", afterwards="move")
    dovecot.deliver(mail("First"), to="moved")
    assert read(box) == 1
    assert on_server(dovecot, "moved") == 0
    assert on_server(dovecot, "moved", "Steadfast") == 1


def test_a_mail_that_cannot_be_kept_is_not_marked_and_comes_again(
    dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = mailbox(dovecot, "full")
    for subject in ("First", "Second"):
        dovecot.deliver(mail(subject), to="full")

    def no_room(*_: object) -> None:
        raise NoRoom("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store, "keep", no_room)
        with pytest.raises(NoRoom):
            read(box)
    assert on_server(dovecot, "full", criteria="UNSEEN") == 2
    assert read(box) == 2
    assert subjects() == ["First", "Second"]


def test_numbers_that_begin_anew_neither_skip_nor_double(dovecot: Dovecot) -> None:
    box = mailbox(dovecot, "renumbered")
    dovecot.deliver(mail("First"), to="renumbered")
    read(box)
    before = Box.objects.get(pk=box.pk).uidvalidity
    dovecot.forget_numbers("renumbered")
    dovecot.deliver(mail("Second"), to="renumbered")
    read(box)
    assert Box.objects.get(pk=box.pk).uidvalidity != before
    assert subjects() == ["First", "Second"]


def test_a_large_mail_comes_in_pieces_and_whole(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steadfast.apps.mail.receiving.mailbox.PIECE", 1_000)
    box = mailbox(dovecot, "large")
    text = "\r\n".join(f"line {number}" for number in range(2_000))
    dovecot.deliver(mail("Large", text), to="large")
    assert read(box) == 1
    with store.read(Raw.objects.get().digest) as file:
        assert text.encode() in file.read()


@pytest.mark.parametrize(
    ("change", "step", "why"),
    [
        ({"imap_host": "no-such-name.invalid"}, "name", "no address is known"),
        ({"imap_port": 1}, "port", "Nothing listens"),
        ({"imap_security": "tls"}, "tls", "TLS could not be begun"),
        ({"imap_sealed": ""}, "sign-in", "The server said"),
        ({"folder": "No such folder"}, "folder", "The server said"),
    ],
)
def test_the_step_that_fails_is_named(dovecot: Dovecot, change: dict[str, object], step: str, why: str) -> None:
    box = mailbox(dovecot, "wrong")
    Box.objects.filter(pk=box.pk).update(**change)
    *good, last = trying.attempt(Box.objects.get(pk=box.pk))
    assert (last.step, all(line.is_good for line in good)) == (step, True)
    assert why in last.why


def test_a_box_that_is_good_says_so_step_by_step(dovecot: Dovecot) -> None:
    tried = trying.attempt(mailbox(dovecot, "good"))
    assert [line.step for line in tried] == ["name", "port", "sign-in", "folder"]
    assert all(line.is_good for line in tried)


def wait_until(true: Callable[[], bool], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db(transaction=True)
def test_the_postman_hears_of_mail_at_once_and_outlives_a_mailbox_that_is_down(
    dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, folder_of_a_server: Path
) -> None:
    monkeypatch.setattr(postman, "FIRST", 0.2)
    server = prepare(folder_of_a_server)
    box, stop = mailbox(server, "help"), threading.Event()
    thread = threading.Thread(target=postman.run, args=(stop,), kwargs={"look": 0.1})
    thread.start()
    try:
        assert wait_until(lambda: "Nothing listens" in Box.objects.get(pk=box.pk).trouble)
        since = Box.objects.get(pk=box.pk).trouble_since
        assert since is not None
        with running(server):
            assert wait_until(lambda: Box.objects.get(pk=box.pk).checked_at is not None)
            assert Box.objects.get(pk=box.pk).trouble == ""
            server.deliver(mail("Told by the server"), to="help")
            assert wait_until(lambda: Raw.objects.count() == 1)  # told: nobody would look again for minutes
        assert wait_until(lambda: Box.objects.get(pk=box.pk).trouble != "")
    finally:
        stop.set()
        thread.join(60)
    assert not thread.is_alive()


def test_a_wrong_password_is_trouble_of_the_sign_in(dovecot: Dovecot) -> None:
    box = mailbox(dovecot, "stranger")
    Box.objects.filter(pk=box.pk).update(imap_sealed="")
    with pytest.raises(Trouble) as found, opened(Box.objects.get(pk=box.pk), bearer=lambda: ""):
        pass
    assert found.value.step == "sign-in"
    operations.note_trouble(box, postman.told(found.value), now=clock.now())
    again = Box.objects.get(pk=box.pk)
    operations.note_trouble(box, "still", now=clock.now())
    assert Box.objects.get(pk=box.pk).trouble_since == again.trouble_since


def test_open_says_what_the_server_can(dovecot: Dovecot) -> None:
    with opened(mailbox(dovecot, "able"), bearer=lambda: "") as found:
        assert isinstance(found, Open)
        assert found.idles
