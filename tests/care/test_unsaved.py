"""A database that takes no writes: reads go on, writes say why and give the text back, the worker goes on."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import User
from steadfast.foundation import clock
from steadfast.foundation.care import closing
from steadfast.foundation.jobs import worker
from steadfast.foundation.models import Job
from tests import cast, factories
from tests.apps.foundation import tasks_of_tests as chores
from tests.care.practices import Practice

TYPED = "I looked at the till: its cable was loose. Größe ≠ 0"


@pytest.fixture
def ines() -> Client:
    """A browser that tells errors as a server does."""
    factories.practice()
    browser = Client(raise_request_exception=False)
    browser.force_login(User.objects.get(person=factories.member(cast.INES)))
    return browser


@pytest.fixture
def full(ticket: Ticket, ines: Client) -> Iterator[None]:
    """SQLite as on a full disk: the file may not grow by a page."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield
        cursor.execute("PRAGMA max_page_count = 4294967294")


@pytest.fixture
def ticket() -> Ticket:
    factories.practice()
    return factories.ticket()


@pytest.mark.sqlite
@pytest.mark.django_db
def test_on_a_full_disk_reads_go_on_and_a_write_gives_the_text_back(
    ticket: Ticket, ines: Client, full: None, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"/tickets/{ticket.subject.number}/"
    assert ines.get(url).status_code == 200
    answer = ines.post(f"{url}notes/", {"text": TYPED * 300, "key": "6f2c8a52-1111-4222-8333-444455556666"})
    page = answer.content.decode()
    assert answer.status_code == 503, page
    assert "The disk of the server is full." in page
    assert "This was not saved" in page
    assert TYPED in page
    assert "6f2c8a52" not in page
    assert answer["Retry-After"]
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    person = factories.member(cast.INES).pk
    assert record.getMessage() == (
        f"Service Unavailable: {url}notes/ (POST by person {person}: database or disk is full)"
    )
    assert record.exc_info is None
    assert ines.get(url).status_code == 200


@pytest.mark.django_db
def test_a_read_only_database_says_so(ticket: Ticket, ines: Client) -> None:
    number = ticket.subject.number
    sqlite = connection.vendor == "sqlite"
    with transaction.atomic(), connection.cursor() as cursor:  # PostgreSQL takes it back at the end of the block
        cursor.execute("PRAGMA query_only = ON" if sqlite else "SET TRANSACTION READ ONLY")
        answer = ines.post(f"/tickets/{number}/notes/", {"text": TYPED})
        if sqlite:
            cursor.execute("PRAGMA query_only = OFF")
    assert answer.status_code == 503, answer.content.decode()
    assert "read-only" in answer.content.decode()
    assert TYPED in answer.content.decode()


@pytest.mark.django_db
def test_a_password_is_not_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    def refuses(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full") from sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("steadfast.apps.identity.queries.actors.actor_of_user", refuses)
    monkeypatch.setattr("steadfast.apps.identity.middleware.actor_of_user", refuses)
    answer = Client(raise_request_exception=False).post("/sign-in/", {"login": "a@b.example", "password": "hunter2!"})
    assert answer.status_code == 503
    assert "a@b.example" in answer.content.decode()
    assert "hunter2" not in answer.content.decode()


@pytest.mark.django_db
def test_another_error_is_still_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr("steadfast.apps.identity.middleware.actor_of_user", breaks)
    assert Client(raise_request_exception=False).get("/").status_code == 500


@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_practice_that_is_moved_reads_on_and_takes_no_write(
    ines: Client, settings: Settings, tmp_path: object
) -> None:
    settings.DATA = tmp_path
    with closing.moving(settings.DATA, to="steadfast", now=clock.now()):
        assert ines.get("/tickets/").status_code == 200
        answer = ines.post("/me/", {"name": "Ines"})
        assert answer.status_code == 503
        assert "being moved to another database" in answer.content.decode()
    assert ines.post("/me/", {"name": "Ines"}).status_code == 422


@pytest.mark.sqlite
@pytest.mark.django_db
def test_who_cannot_sign_in_after_a_move_reads_why(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    closing.close(tmp_path, to="db.example/steadfast", now=datetime(2026, 11, 23, 5, 10, tzinfo=UTC))
    answer = client.post("/sign-in/", {"login": cast.INES.email, "password": "x"})
    shown = answer.content.decode()
    assert answer.status_code == 503
    assert "was moved to another database on Monday 23 November 2026" in shown
    assert "page Care" not in shown


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_the_worker_outlives_a_full_disk_and_does_the_work_afterwards() -> None:
    chores.note.enqueue("x")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        hands = worker.Worker()
        try:
            assert hands._safely(hands.job) == 0
        finally:
            connection.close()  # the next connection may write
    worker.drain()
    assert Job.objects.filter(schedule=None, done_at__isnull=True).count() == 0


LIMITED = """
import pathlib, resource
from django.db import connection
from django.test import Client
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import User
connection.ensure_connection()
number = Ticket.objects.latest("pk").subject.number
browser = Client(raise_request_exception=False, headers={"host": "localhost"})
browser.force_login(User.objects.filter(person__name="Nora").first() or User.objects.first())
folder = pathlib.Path(str(connection.settings_dict["NAME"])).parent
largest = max(file.stat().st_size for file in folder.iterdir())
resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
codes = []
for n in range(200):
    codes.append(browser.post(f"/tickets/{number}/notes/", {"text": "x" * 20000}).status_code)
    if codes[-1] == 503:
        break
print(codes[-1], browser.get(f"/tickets/{number}/").status_code)
"""


@pytest.mark.sqlite
def test_a_real_limit_of_the_file_system_is_answered_alike(practice: Practice) -> None:
    """The kernel refuses to let a file grow, as a quota does: the log of SQLite meets it in the middle of a write."""
    assert practice.python(LIMITED).split() == ["503", "200"]
    assert practice.json("verify")["findings"] == []
