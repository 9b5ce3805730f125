"""Files go with a message: who sees it sees them, nothing in them runs here, and nobody loses what they typed."""

import errno
import os
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Attachment, Message, Ticket
from steadfast.apps.desk.operations.merging import merge
from steadfast.apps.desk.operations.splitting import Splitting, split
from steadfast.apps.desk.queries.files import kept_bytes
from steadfast.apps.identity import looks
from steadfast.apps.identity.models import AuditEntry
from steadfast.foundation import clock, verify
from steadfast.foundation.files import store
from tests import cast, factories
from tests.apps.desk.desk import Desk
from tests.apps.desk.pages import browser, words

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> Path:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "files"


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    return desk.open(now=clock.now())


def send(
    ticket: Ticket, act: str, *files: tuple[str, bytes], who: cast.Member = cast.INES, **said: str
) -> HttpResponse:
    """Press a button of the composer with files chosen."""
    chosen = [SimpleUploadedFile(name, content) for name, content in files]
    typed = {"text": "See the file.", "attached": chosen, **said}
    return browser(who).post(f"/tickets/{ticket.subject.number}/{act}/", typed)  # type: ignore[return-value]


def fetch(row: Attachment, who: cast.Member | cast.Client = cast.KOFI) -> HttpResponse:
    return browser(who).get(f"/files/{row.pk}/{row.name}")  # type: ignore[return-value]


def test_saved_files_count_with_all_that_one_takes_along_and_shown_pictures_do_not(
    ticket: Ticket, settings: Any
) -> None:
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"export": "2/10m/key"}
    send(ticket, "replies", ("gate.png", PNG), ("logo.svg", SVG))
    picture, saved = Attachment.objects.get(name="gate.png"), Attachment.objects.get(name="logo.svg")
    assert [fetch(picture).status_code for _ in range(4)] == [200] * 4
    assert [fetch(saved).status_code for _ in range(3)] == [200, 200, 429]
    assert browser(cast.KOFI).get("/tickets/export.csv").status_code == 429
    assert fetch(picture).status_code == 200
    cache.clear()


def test_a_picture_is_shown_and_everything_else_is_saved(ticket: Ticket) -> None:
    assert (
        send(ticket, "replies", ("gate.png", PNG), ("logo.svg", SVG), ("a.html", b"<html>hi</html>")).status_code == 302
    )
    for name, shown in {"gate.png": True, "logo.svg": False, "a.html": False}.items():
        answer = fetch(Attachment.objects.get(name=name))
        assert answer["Content-Disposition"].startswith("inline" if shown else "attachment")
        assert answer["Content-Type"] == ("image/png" if shown else "application/octet-stream")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
    page = browser(cast.KOFI).get(f"/tickets/{ticket.subject.number}/").content.decode()
    assert page.count("<img") == 1
    assert "can run on your computer" in page
    assert [str(finding) for finding in verify.run()] == []


def test_a_picture_that_is_shown_is_a_look_at_its_ticket(ticket: Ticket) -> None:
    send(ticket, "notes", ("gate.png", PNG))
    looks.forget()
    fetch(Attachment.objects.get())
    looks.flush()
    entry = AuditEntry.objects.get(kind="saw")
    assert (entry.subject_kind, entry.subject_number) == ("ticket", ticket.subject.number)


def test_a_picture_in_name_only_is_no_picture(ticket: Ticket) -> None:
    send(ticket, "notes", ("photo.png", SVG))
    answer = fetch(Attachment.objects.get())
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_file_of_a_note_inside_is_never_a_contacts(ticket: Ticket) -> None:
    send(ticket, "notes", ("price.txt", b"our price"))
    send(ticket, "replies", ("offer.txt", b"our offer"))
    inside, public = Attachment.objects.order_by("name").reverse()
    assert (fetch(inside, cast.KESTREL).status_code, fetch(public, cast.KESTREL).status_code) == (404, 200)
    assert (fetch(inside, cast.MARLOW).status_code, fetch(public, cast.MARLOW).status_code) == (404, 404)
    assert b"".join(fetch(public, cast.KESTREL)) == b"our offer"


def test_what_the_browser_has_is_not_sent_again(ticket: Ticket) -> None:
    send(ticket, "replies", ("gate.png", PNG))
    row = Attachment.objects.get()
    address, reader = f"/files/{row.pk}/gate.png", browser(cast.KOFI)
    assert reader.get(address, headers={"if-none-match": f'"{row.digest}"'}).status_code == 304


def test_a_faulty_file_is_named_and_what_was_typed_comes_back(ticket: Ticket) -> None:
    answer = send(ticket, "replies", ("empty.txt", b""), ("log.txt", b"ok"), text="It was the switch.")
    page = words(answer.content.decode())
    assert answer.status_code == 422
    assert "empty.txt is empty." in page
    assert "Choose the files again: empty.txt, log.txt." in page
    assert "It was the switch." in page
    assert Attachment.objects.count() == 0
    assert list(store.kept()) == []


def test_too_many_and_too_large_files_are_refused_by_name(ticket: Ticket) -> None:
    answer = send(ticket, "notes", *[(f"{n}.txt", b"x") for n in range(11)])
    assert "At most 10 files go at once; these are 11." in words(answer.content.decode())
    answer = send(ticket, "notes", ("dump.bin", b"x" * 25_000_001))
    assert "dump.bin is larger than 25 MB." in words(answer.content.decode())
    assert Message.objects.filter(ticket=ticket, kind="inside").count() == 0


def test_a_full_disk_says_so_and_nothing_is_half_made(ticket: Ticket, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    answer = send(ticket, "replies", ("log.txt", b"ok"), text="It was the switch.")
    assert answer.status_code == 422
    page = words(answer.content.decode())
    assert "could not be stored: no space left on device. Nothing was sent." in page
    assert "It was the switch." in page
    assert (Attachment.objects.count(), Message.objects.filter(kind="public").count()) == (0, 0)
    assert list(store.kept()) == []


def test_files_need_words_where_the_words_go_to_the_client(ticket: Ticket) -> None:
    answer = send(ticket, "resolution", ("log.txt", b"ok"), text="")
    assert (answer.status_code, "Say something with the files." in words(answer.content.decode())) == (422, True)


def test_an_act_that_takes_no_files_says_that_they_were_left(ticket: Ticket) -> None:
    reader = browser(cast.INES)
    address = f"/tickets/{ticket.subject.number}/"
    reader.post(f"{address}owner/", {"attached": [SimpleUploadedFile("log.txt", b"ok")]})
    assert "Nothing was attached. Choose the file again: log.txt." in words(reader.get(address).content.decode())


def test_a_new_ticket_takes_what_the_client_sent(desk: Desk) -> None:
    typed = {
        "client": factories.client().pk, "key": uuid4(), "title": "Gate", "text": "", "kind": "incident", "impact": 3,
        "urgency": 2, "channel": "mail", "team": factories.team().pk,
        "attached": [SimpleUploadedFile("gate.png", PNG)],
    }  # fmt: skip
    answer = browser(cast.INES).post("/tickets/new/", typed)
    assert answer.status_code == 302
    assert Attachment.objects.get().message.kind == "heard"
    assert [str(finding) for finding in verify.run()] == []


def test_the_same_content_is_kept_once_and_goes_along_when_a_ticket_is_split(desk: Desk, ticket: Ticket) -> None:
    send(ticket, "heard", ("gate.png", PNG))
    send(ticket, "notes", ("again.png", PNG))
    heard = Message.objects.get(ticket=ticket, kind="heard", files=1)
    new = split(ticket.pk, [heard.pk], Splitting(title="Gate"), actor=desk.ines, now=clock.now())
    merge(new.pk, ticket.pk, actor=desk.ines, now=clock.now())
    assert Attachment.objects.count() == 3
    assert len(list(store.kept())) == 1
    assert kept_bytes() == len(PNG)
    page = browser(cast.KOFI).get(f"/tickets/{ticket.subject.number}/").content.decode()
    assert page.count("<img") == 3
    assert [str(finding) for finding in verify.run()] == []


def test_verify_names_a_file_that_is_missing_altered_or_nobodys(ticket: Ticket, folder: Path) -> None:
    for name in ("one.txt", "two.txt"):
        send(ticket, "notes", (name, name.encode()))
    one, two = Attachment.objects.order_by("name")
    store.path_of(one.digest).unlink()
    store.path_of(two.digest).write_bytes(b"another")
    stray = store.path_of("ab" + "0" * 62)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"stray")
    found = sorted(str(finding) for finding in verify.run(["attachments"]))
    assert found == sorted(
        [
            f"file {one.digest}: missing in the folder of the practice",
            f"file {two.digest}: altered: it is not what its digest says",
        ]
    )
    os.utime(stray, (0, 0))
    assert f"file ab{'0' * 62}: no row names it; it can be removed" in map(str, verify.run(["attachments"]))


def test_a_row_altered_by_hand_is_found(ticket: Ticket) -> None:
    send(ticket, "notes", ("one.txt", b"one"))
    Attachment.objects.update(name="two.txt", size=9)
    found = " ".join(map(str, verify.run(["attachments"])))
    assert "size is 9" in found
    assert "its name is not the one that was recorded" in found


def test_a_name_is_harmless_on_the_page_and_in_the_answer(ticket: Ticket) -> None:
    send(ticket, "notes", ('../../x"\r\n<b>.txt', b"one"))
    row = Attachment.objects.get()
    assert "/" not in row.name and "\r" not in row.name
    assert fetch(row).status_code == 200


def test_a_body_that_is_too_large_is_refused_before_it_is_read(ticket: Ticket) -> None:
    reader = browser(cast.INES)
    answer = reader.post(f"/tickets/{ticket.subject.number}/notes/", {}, headers={"content-length": "900000000"})
    assert answer.status_code == 413
    operations.note(ticket.pk, text="still there", actor=factories.actor(factories.member()), now=clock.now())
