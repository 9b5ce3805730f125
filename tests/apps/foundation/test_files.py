"""Files are kept by what is in them, whole or not at all, and told by their first bytes and not by their names."""

import errno
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from steadfast.foundation.files import arriving, names, store, types
from steadfast.foundation.files.arriving import ArrivedFile, arrived_from

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> Path:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "files"


def sent(*files: tuple[str, bytes], largest: int | None = None) -> list[ArrivedFile]:
    """Return the files of a request as a view gets them."""
    request = RequestFactory().post("/", {"files": [SimpleUploadedFile(name, content) for name, content in files]})
    if largest is not None:
        request.largest_file = largest  # type: ignore[attr-defined]
    return request.FILES.getlist("files")  # type: ignore[return-value]


def test_a_file_lies_under_its_digest_once(folder: Path) -> None:
    for name in ("one.png", "the same.png"):
        (file,) = sent((name, PNG))
        assert file.arrived is not None
        store.keep(file.arrived)
        file.close()
    (kept,) = store.kept()
    assert (folder / kept[0][:2] / kept[0][2:]).read_bytes() == PNG
    assert store.is_whole(kept[0])
    assert list((folder / "arriving").iterdir()) == []


def test_what_was_not_kept_is_gone_with_its_request(folder: Path) -> None:
    (file,) = sent(("a.txt", b"hello"))
    assert file.read() == b"hello"
    file.close()
    assert list((folder / "arriving").iterdir()) == []
    assert list(store.kept()) == []


def test_a_file_that_is_empty_or_too_large_comes_with_its_fault_and_the_others_whole() -> None:
    none, large, good = sent(("none.txt", b""), ("large.bin", b"x" * 3_000_001), ("good.txt", b"ok"), largest=3_000_000)
    assert (none.fault, large.fault, good.fault) == ("is empty", "is larger than 3 MB", "")
    assert [none.arrived, large.arrived] == [None, None]
    assert good.arrived is not None and good.arrived.size == 2


def test_memory_stays_small_however_large_the_file(folder: Path) -> None:
    (file,) = sent(("log.txt", b"line\n" * 1_000_000), largest=25_000_000)
    assert file.arrived is not None
    assert Path(file.arrived.path).parent == folder / "arriving"
    assert file.arrived.size == 5_000_000


class Full(io.BytesIO):
    """A file on a full disk."""

    name = "/nonexistent"

    def write(self, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_a_fault_of_the_file_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "new_file", Full)
    (file,) = sent(("a.txt", b"hello"))
    assert file.fault == "could not be stored: no space left on device"
    assert file.arrived is None


def test_a_disk_that_is_full_when_the_file_gets_its_name_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    (file,) = sent(("a.txt", b"hello"))

    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert file.arrived is not None
    with pytest.raises(store.NoRoom, match="no space left"):
        store.keep(file.arrived)
    assert list(store.kept()) == []


def test_what_a_killed_process_left_is_removed_after_a_day(folder: Path) -> None:
    file = store.new_file()
    assert store.forget_arrivals(before=0) == 0
    assert store.forget_arrivals(before=2**33) == 1
    store.drop(file)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Amara\\offer.docx", "offer.docx"),
        ("a\0b\r\nc.txt", "abc.txt"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("  . .", "file"),
        ('what?"now".txt', "what__now_.txt"),
        ("ä" * 200 + ".pdf", "ä" * 125 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(given: str, kept: str) -> None:
    assert names.harmless(given) == kept
    assert len(names.harmless(given).encode()) <= 255


@pytest.mark.parametrize(
    ("content", "name", "media_type", "picture", "risky"),
    [
        (PNG, "a.png", "image/png", True, False),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"0" * 50, "a.jpg", "image/jpeg", True, False),
        (b"%PDF-1.4\n%abc", "a.pdf", "application/pdf", False, False),
        (HTML, "a.png", "text/html", False, True),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "logo.svg", "image/svg+xml", False, True),
        (b"MZ\x90\0" + b"\0" * 60, "photo.jpg", "application/vnd.microsoft.portable-executable", False, True),
        (b"#!/bin/sh\nrm -r /\n", "notes.txt", "text/x-script", False, True),
        (b"plain words", "notes.txt", "text/plain", False, False),
        (b"plain words", "run.ps1", "text/plain", False, True),
        (b"\x00\x01\x02\x03" * 9, "dump", "application/octet-stream", False, False),
    ],
)
def test_a_file_is_what_its_first_bytes_say(
    content: bytes, name: str, media_type: str, picture: bool, risky: bool
) -> None:
    said = types.found(content, name)
    assert (said, types.is_picture(said), types.is_risky(said, name)) == (media_type, picture, risky)


def test_a_picture_that_is_none_says_otherwise_than_its_name() -> None:
    assert types.says_otherwise("text/html", "photo.png")
    assert not types.says_otherwise("image/png", "photo.png")
    assert not types.says_otherwise("text/plain", "notes.txt")


def test_a_file_that_was_altered_is_not_whole() -> None:
    arrived, file = arrived_from(b"the offer", "offer.txt")
    store.keep(arrived)
    store.drop(file)
    assert store.is_whole(arrived.digest)
    store.path_of(arrived.digest).write_bytes(b"another offer")
    assert not store.is_whole(arrived.digest)
    assert arriving.LARGEST_FILE == 25_000_000
