"""Mail is kept before it is read: once, byte for byte, or not at all."""

from io import BytesIO

import pytest

from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Raw
from steadfast.foundation import verify
from steadfast.foundation.care import unnamed
from steadfast.foundation.files import store
from steadfast.foundation.files.store import NoRoom
from tests.factories import NOW

MAIL = b"From: amara@kestrel.example\r\nSubject: Phones\r\n\r\nThey drop the line.\r\n\0"


def keep(source: bytes = MAIL, key: str = "1:1", box_id: int | None = None) -> Raw:
    return operations.keep(source, box_id=box_id, came_by="file", key=key, now=NOW)


@pytest.mark.django_db
def test_it_lies_in_the_store_as_it_came() -> None:
    row = keep()
    assert store.read(row.digest).read() == MAIL
    assert (row.size, row.came_at) == (len(MAIL), NOW)
    assert operations.keep(BytesIO(MAIL), box_id=None, came_by="file", key="1:1", now=NOW) == row


@pytest.mark.django_db
def test_delivered_twice_it_is_kept_once() -> None:
    first = keep()
    assert keep(key="1:2") == first  # the same content
    assert keep(b"another", key="1:1") == first  # the same place on the server
    assert keep(b"another", key="1:3") != first
    assert Raw.objects.count() == 2


@pytest.mark.django_db
def test_a_full_disk_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "new_file", full)
    with pytest.raises(NoRoom, match="no space left"):
        keep()
    assert not Raw.objects.exists()


@pytest.mark.django_db
def test_no_file_of_a_mail_is_ever_removed_and_one_that_is_missing_is_named() -> None:
    row = keep(b"a mail of its own")
    assert unnamed.named([row.digest]) == {row.digest}
    assert verify.run(["mail"]) == []
    store.path_of(row.digest).write_bytes(b"other")
    assert [str(found) for found in verify.run(["mail"])] == [f"{row}: altered: it is not what its digest says"]
    store.path_of(row.digest).unlink()
    assert [str(found) for found in verify.run(["mail"])] == [f"{row}: missing in the folder of the practice"]
