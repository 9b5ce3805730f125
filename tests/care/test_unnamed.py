"""Files that no row names: an old one goes, with an event; never one that a row names, whenever that is committed."""

import os
from pathlib import Path

import pytest
from django.test import Client

from steadfast.apps.desk.models import Attachment, Message
from steadfast.apps.identity.models import User
from steadfast.apps.imports.models import Draft
from steadfast.foundation import clock
from steadfast.foundation.care import backup, chores, unnamed
from steadfast.foundation.files import arriving, store
from steadfast.foundation.jobs import schedule, worker
from steadfast.foundation.models import Event, Job
from tests import cast, factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> Path:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "files"


def kept(content: bytes, days: int = 31) -> str:
    """Keep a file, as so many days ago; return its digest."""
    arrived, handle = arriving.arrived_from(content, "a.txt")
    store.keep(arrived)
    store.drop(handle)
    at = clock.now().timestamp() - days * 86400
    os.utime(store.path_of(arrived.digest), (at, at))
    return arrived.digest


def there() -> set[str]:
    return {digest for digest, _ in store.kept()}


def test_an_old_file_that_nobody_names_goes_with_an_event() -> None:
    old, young = kept(b"old"), kept(b"young", days=29)
    assert unnamed.remove(now=clock.now()) == unnamed.Removed(1, 3)
    assert there() == {young}
    event = Event.objects.get(kind="care.files_removed")
    assert event.data == {"files": 1, "bytes": 3, "sha256": [old]}
    assert unnamed.remove(now=clock.now()) == unnamed.Removed(0, 0)
    assert Event.objects.filter(kind="care.files_removed").count() == 1


def draft(digest: str, state: str) -> Draft:
    now = clock.now()
    return Draft.objects.create(
        file_name="a.csv", file_hash=digest, file_size=1, kind="tickets", state=state, made_at=now, changed_at=now
    )


def test_what_a_row_names_stays() -> None:
    factories.practice()
    ticket = factories.ticket("The till does not print")
    attached, begun, dropped = kept(b"attached"), kept(b"begun"), kept(b"dropped")
    message = Message.objects.filter(ticket=ticket)[0]
    Attachment.objects.create(message=message, no=0, name="a", size=8, media_type="text/plain", digest=attached)
    draft(begun, "planned")
    draft(dropped, "dropped")
    unnamed.remove(now=clock.now())
    assert there() == {attached, begun}


def test_a_file_that_is_kept_again_before_the_look_ends_is_young() -> None:
    """Its row is not committed yet: nothing but its age can tell."""
    digest = kept(b"the same")
    arrived, handle = arriving.arrived_from(b"the same", "b.txt")
    store.keep(arrived)
    store.drop(handle)
    unnamed.remove(now=clock.now())
    assert there() == {digest}


def test_a_row_committed_after_the_look_keeps_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody keeps the file at the worst instants: after the look, and while it is put aside."""
    first, second, third = kept(b"first"), kept(b"second"), kept(b"third")
    put_aside, asked = store.put_aside, unnamed.named
    looks: list[set[str]] = []

    def putting(digest: str) -> float | None:
        if digest == first:
            again(b"first")
        found = put_aside(digest)
        if digest == second:
            again(b"second")
        return found

    def asking(digests: set[str]) -> set[str]:
        looks.append(set(digests))
        return asked(digests) | ({third} if len(looks) > 1 else set())

    monkeypatch.setattr(store, "put_aside", putting)
    monkeypatch.setattr(unnamed, "named", asking)
    unnamed.remove(now=clock.now())
    assert len(looks) == 2
    assert there() == {first, second, third}
    assert all(map(store.is_whole, there()))


def again(content: bytes) -> None:
    arrived, handle = arriving.arrived_from(content, "again.txt")
    store.keep(arrived)
    store.drop(handle)


def test_what_a_killed_removal_put_aside_comes_back_first() -> None:
    digest = kept(b"named")
    draft(digest, "planned")
    store.put_aside(digest)
    assert there() == set()
    unnamed.remove(now=clock.now())
    assert there() == {digest}


def test_a_backup_holds_neither_what_arrives_nor_what_is_put_aside() -> None:
    digest = kept(b"kept")
    store.put_aside(kept(b"aside"))
    file = store.new_file()
    assert [name for name, _ in backup.stored()] == [f"files/{digest[:2]}/{digest[2:]}"]
    store.drop(file)


def test_the_page_tells_when_it_was_done_and_what_went() -> None:
    factories.practice()
    browser = Client()
    browser.force_login(User.objects.get(person=factories.member(cast.NORA)))
    assert "not looked for yet" in browser.get("/care/").content.decode()
    kept(b"old")
    schedule.fire(now=clock.now())
    Job.objects.exclude(schedule=chores.REMOVE).delete()
    worker.drain()
    assert "1 removed, 3" in browser.get("/care/").content.decode()
