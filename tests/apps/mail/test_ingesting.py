"""Mails of files: each goes the way of all mail; all that other projects collected do, and nothing of them is lost."""

import io
import json
import os
import tarfile
from argparse import Namespace
from collections import Counter
from pathlib import Path

import pytest

from steadfast.apps.desk.models import Ticket
from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Incoming, Raw
from steadfast.apps.mail.operations import Ingested
from steadfast.apps.mail.queries import senders
from steadfast.config.command import mail as command
from steadfast.config.command import practice
from steadfast.domain.mail import placing
from steadfast.foundation import verify
from steadfast.foundation.files import store
from tests import factories
from tests.apps.desk.desk import Desk
from tests.apps.mail.letters import mail
from tests.domain.mail.fixtures import FOLDER, files, needs_mails
from tests.factories import NOW

BOUNCES = ("maildir/bsd", "maildir/dos", "maildir/mac", "maildir/err", "messages/bounce", "messages/complaints",
           "multipart_report_emails")  # fmt: skip


def ingested(path: Path) -> list[Ingested]:
    return list(operations.ingest(path, clock=lambda: NOW))


def test_a_folder_a_tar_and_an_mbox_go_the_same_way(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "1.eml").write_bytes(mail("One.", subject="One").as_bytes())
    with tarfile.open(folder / "more.tar.xz", "w:xz") as tar:
        content = mail("Two.", subject="Two").as_bytes()
        member = tarfile.TarInfo("2.eml")
        member.size = len(content)
        tar.addfile(member, io.BytesIO(content))
    lines = [b"From amara Mon Mar  2 10:00:00 2026\n" + mail(f"{no}.", subject=f"{no}").as_bytes() for no in range(2)]
    (folder / "some.mbox").write_bytes(b"\n".join(lines))
    (folder / "broken.tar").write_bytes(b"no tar")
    found = {each.file: each.outcome for each in ingested(folder)}
    assert found == {
        "below/1.eml": "opened", "broken.tar": "failed", "more.tar.xz/2.eml": "opened",
        "some.mbox:1": "opened", "some.mbox:2": "opened",
    }  # fmt: skip
    assert [each.ticket for each in ingested(folder / "below")] == ["T-1"]
    assert Ticket.objects.count() == 4


def test_the_command_reports_each_file(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice, "make", lambda: None)
    (tmp_path / "1.eml").write_bytes(mail(sender="nobody@elsewhere.example").as_bytes())
    assert command.run(Namespace(what="ingest", path=tmp_path, json=True)) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["mails"], told["counts"], told["files"][0]["file"]) == (1, {"triage": 1}, "1.eml")
    assert command.run(Namespace(what="replay", path=None, json=True)) == 0
    assert json.loads(capsys.readouterr().out)["counts"] == {"triage": 1}


def test_one_mail_that_stumbles_stops_no_other(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from steadfast.apps.mail.operations import ingesting

    real = ingesting.read

    def stumbling(raw_id: int, **more: object) -> Incoming:
        if Raw.objects.get(pk=raw_id).size < 150:
            raise RuntimeError("nobody foresaw it")
        return real(raw_id, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ingesting, "read", stumbling)
    (tmp_path / "1.eml").write_bytes(b"From: a@b.example\n\nshort")
    (tmp_path / "2.eml").write_bytes(mail("long enough " * 20).as_bytes())
    assert [each.outcome for each in ingested(tmp_path)] == ["failed", "opened"]
    assert Raw.objects.count() == 2


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing wait for the disk: what is asserted here does not outlive the test."""
    monkeypatch.setattr(os, "fsync", lambda _file: None)


@needs_mails
@pytest.mark.usefixtures("hasty")
def test_every_collected_mail_is_kept_and_none_of_a_machine_opens_a_ticket(desk: Desk) -> None:
    found = ingested(FOLDER)
    counts = Counter(each.outcome for each in found)
    print(counts)
    assert counts["failed"] == 0
    assert counts["opened"] == counts["replied"] == 0  # nobody of them is a contact
    assert Ticket.objects.count() == 0
    assert all(store.path_of(row.digest).is_file() for row in Raw.objects.all())
    by_machines = [each for each in found if any(folder in each.file for folder in BOUNCES)]
    assert len(by_machines) > 450
    assert Counter(
        each.outcome for each in by_machines if each.outcome not in ("bounce", "auto-reply", "duplicate")
    ) == {"triage": 6}  # notes of Amazon's and of a list's machine: no ticket either


@needs_mails
@pytest.mark.usefixtures("hasty")
def test_none_of_a_machine_opens_a_ticket_though_its_sender_were_a_contact(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amara = factories.contact()
    contact = placing.Sender("anybody@kestrel.example", ((amara.party_id, amara.pk),))
    monkeypatch.setattr(senders, "sender", lambda address, header, trusted="": contact)
    archives = ("sisimai-set-of-emails", "mailgun-flanker", "mikel-mail")
    there = {name: content for archive in archives for name, content in files(archive).items()}
    chosen = [content for name, content in there.items() if any(folder in name for folder in BOUNCES)]
    for no, content in enumerate(chosen):
        (tmp_path / f"{no}.eml").write_bytes(content)
    assert len(chosen) > 450
    assert {each.outcome for each in ingested(tmp_path)} <= {"bounce", "auto-reply", "triage", "duplicate"}
    assert (Ticket.objects.count(), verify.run(["mail"])) == (0, [])


@needs_mails
def test_no_text_of_any_collected_mail_is_lost() -> None:
    from steadfast.apps.mail.operations.mail_seen import worded
    from steadfast.apps.mail.reading import Unreadable, read_letter

    lost = []
    for archive in sorted(path.name.partition(".")[0] for path in FOLDER.glob("*.tar.xz")):
        for name, content in files(archive).items():
            try:
                letter = read_letter(content)
            except Unreadable:
                continue
            new, folded = worded(letter)
            if sorted([*new.split(), *folded.split()]) != sorted(letter.text.split()):
                lost.append(name)
    assert lost == []
