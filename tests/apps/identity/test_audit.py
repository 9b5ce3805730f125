"""The audit book: who came in, looked, took along; that pages do not wait for it, and that nobody alters it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.identity import looks, operations
from steadfast.apps.identity.models import AuditEntry, Person
from steadfast.config.settings import ACCOUNT_RATE_LIMITS as RATES
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.identity import doors

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def none_noted() -> None:
    looks.forget()


@pytest.fixture
def owner(client: Client) -> Client:
    client.force_login(factories.member(cast.NORA).user)
    return client


def book(kind: str) -> list[AuditEntry]:
    looks.flush()
    return list(AuditEntry.objects.filter(kind=kind).order_by("id"))


def lines(browser: Client, **asked: object) -> list[tuple[str, str, str]]:
    """Return who, what and about what, as the page shows them."""
    return [(line.who, line.what, line.about) for line in browser.get("/audit/", asked).context["lines"]]


def test_the_page_says_who_came_in_and_who_was_turned_away(owner: Client) -> None:
    ines = factories.member(cast.INES)
    agent = {"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/150.0"}
    Client(headers=agent).post("/sign-in/", {"login": ines.email, "password": "wrong-one"})
    doors.attempt(Client(headers=agent), ines.email)
    Client().post("/sign-in/", {"login": "somebody@else.example", "password": "my-secret"})
    assert ("Ines", "signed in", "password") in lines(owner)
    assert ("Ines", "refused", "password") in lines(owner)
    assert ("", "refused", "password") in lines(owner)
    entry = book("signed in")[-1]
    assert (entry.address, entry.browser, entry.system) == ("127.0.0.1", "Firefox", "Windows")
    assert "somebody@else.example" not in owner.get("/audit/").content.decode()


def test_behind_a_proxy_the_book_names_the_reader_s_address(owner: Client, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    ines, said = factories.member(cast.INES), "198.51.100.1, 203.0.113.9"  # the proxy adds the last one
    doors.attempt(Client(headers={"x-forwarded-for": said}), ines.email)
    assert book("signed in")[-1].address == "203.0.113.9"
    owner.get("/tickets/export.csv")
    assert book("exported")[-1].address == "127.0.0.1"  # nobody told: as far as we see


def test_looks_of_an_hour_are_one_line_and_cost_a_page_no_query(owner: Client) -> None:
    ticket = factories.ticket()
    address = f"/tickets/{ticket.subject.number}/"
    owner.get(address)
    with CaptureQueriesContext(connection) as asked:
        owner.get(address)
    assert not any("audit" in query["sql"] for query in asked)
    looks.flush()
    looks.forget()  # as after a restart
    owner.get(address)
    (entry,) = book("saw")
    assert (entry.subject_kind, entry.subject_number) == ("ticket", ticket.subject.number)
    assert lines(owner, sort="looks") == [("Nora", "saw", ticket.subject.label)]


def test_a_contact_s_looks_are_noted_and_what_they_may_not_see_is_not_seen() -> None:
    ticket, amara, jo = factories.ticket(), factories.contact(cast.KESTREL), factories.contact(cast.MARLOW)
    for person in (amara, jo):
        browser = Client()
        browser.force_login(person.user)
        browser.get(f"/tickets/{ticket.subject.number}/", follow=True)
    assert [entry.person_id for entry in book("saw")] == [amara.pk]


def test_clients_people_agreements_and_figures_are_noted(owner: Client) -> None:
    kestrel, own = factories.client(cast.KESTREL), factories.agreement()
    kofi = factories.member(cast.KOFI)
    for path in (f"/clients/{kestrel.pk}/", f"/people/{kofi.pk}/", f"/agreements/{own.agreement.subject.number}/"):
        assert owner.get(path).status_code == 200
    owner.get("/scorecard/")
    assert {entry.subject_kind for entry in book("saw")} == {"client", "person", "agreement", "scorecard"}
    assert ("Nora", "saw", "Kestrel Dental") in lines(owner, sort="looks")
    assert lines(owner, sort="looks", kind="person", number=kofi.pk) == [("Nora", "saw", "Kofi")]


def test_the_pages_of_an_amendment_are_looks_at_it(owner: Client) -> None:
    version = factories.calendar()
    theo, body = factories.actor(factories.member(cast.THEO)), {**factories.OFFICE_HOURS, "holidays": ["2026-03-03"]}
    draft = agreements.draft_calendar(version.calendar, version.no, body, actor=theo, now=factories.NOW)
    for path in ("", "rows/?effect=later"):
        assert owner.get(f"/amendments/{draft.pk}/{path}").status_code == 200
    assert [(entry.subject_kind, entry.subject_number) for entry in book("saw")] == [("amendment", draft.pk)]
    assert lines(owner, sort="looks")[0][:2] == ("Nora", "saw")


def test_a_file_is_written_down_before_its_first_byte_leaves(owner: Client) -> None:
    factories.ticket()
    answer = owner.get("/tickets/export.csv?q=secret&priority=P3")
    (entry,) = book("exported")
    assert entry.path == "/tickets/export.csv?priority=P3"
    assert b"".join(answer.streaming_content)  # type: ignore[arg-type]
    assert lines(owner, sort="files") == [("Nora", "exported", "/tickets/export.csv?priority=P3")]


def test_what_was_changed_and_granted_are_the_events_with_their_pages(owner: Client) -> None:
    ticket, kofi = factories.ticket(), factories.member(cast.KOFI)
    owner.post(f"/people/{kofi.pk}/roles/", {"roles": ["sales"]})
    assert lines(owner, sort="grants")[0] == ("Nora", "roles changed", "Kofi: sales")
    found = lines(owner, sort="changes", kind="ticket", number=ticket.subject.label)
    assert ("Ines", "ticket opened", str(ticket.subject)) in found
    assert lines(owner, sort="changes", person=kofi.pk) == []
    today = clock.now().date().isoformat()
    assert lines(owner, sort="grants", day=today)[0][1] == "roles changed"
    assert lines(owner, sort="grants", day="2020-01-01") == []


def test_kinds_are_told_in_the_reader_s_words_and_the_file_keeps_them_as_stored(owner: Client) -> None:
    kofi = factories.member(cast.KOFI)
    owner.post(f"/people/{kofi.pk}/roles/", {"roles": ["sales"]})
    Person.objects.filter(name="Nora").update(language="de")
    assert lines(owner, sort="grants")[0] == ("Nora", "Rollen geändert", "Kofi: Vertrieb")
    text = b"".join(owner.get("/audit/export.csv?sort=grants").streaming_content).decode()  # type: ignore[arg-type]
    assert ",Rollen geändert,person.roles_changed,Kofi: Vertrieb," in text


def test_pages_go_on_by_keys_and_the_file_holds_all(owner: Client) -> None:
    nora, now = factories.member(cast.NORA), clock.now()
    for number in range(60):
        operations.note_export(nora.pk, f"/file/{number}", _origin(), now=now - timedelta(minutes=number))
    page = owner.get("/audit/?sort=files").context["page"]
    assert len(page.rows) == 50
    assert len(lines(owner, sort="files", after=page.next)) == 10
    text = b"".join(owner.get("/audit/export.csv?sort=files").streaming_content).decode()  # type: ignore[arg-type]
    assert text.count("/file/") == 60
    assert "/audit/export.csv?sort=files" in text


@pytest.mark.parametrize("asked", ["sort=x", "person=x", "day=x", "number=9223372036854775808", "after=x"])
def test_nonsense_in_the_address_asks_for_nothing(owner: Client, asked: str) -> None:
    for sort in ("doors", "looks", "changes"):
        assert owner.get(f"/audit/?sort={sort}&{asked}").status_code == 200


def test_the_database_keeps_what_is_young_and_lets_go_of_what_is_old(owner: Client) -> None:
    now = clock.now()
    for days in (1, 29, 401):
        operations.note_export(1, f"/{days}", _origin(), now=now - timedelta(days=days))
    for wrong in (lambda: AuditEntry.objects.update(path="/"), lambda: AuditEntry.objects.filter(path="/29").delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
    assert operations.forget_old_entries(days=400, now=now) == 1
    assert len(book("exported")) == 2


def test_what_cannot_be_written_now_is_written_later(owner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> None:
        raise DatabaseError("the disk is full")

    owner.get("/scorecard/")
    with monkeypatch.context() as broken:
        broken.setattr(operations, "note_looks", fails)
        assert looks.flush() == 0
    assert looks.flush() == 1


@pytest.fixture
def paced(settings: Any) -> None:
    """Count as in use; other tests ask faster than a person."""
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = RATES


@pytest.mark.usefixtures("paced")
def test_who_takes_more_files_than_anybody_reads_waits(owner: Client) -> None:
    for _ in range(60):
        assert owner.get("/people/export.csv").status_code == 200
    answer = owner.get("/people/export.csv")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    ines = Client()
    ines.force_login(factories.member(cast.THEO).user)
    assert ines.get("/people/export.csv").status_code == 200


@pytest.mark.usefixtures("paced")
def test_who_searches_more_than_anybody_types_waits(owner: Client) -> None:
    found = [owner.get("/search/?q=").status_code for _ in range(301)]
    assert set(found[:300]) == {200}
    assert found[300] == 429


def _origin() -> operations.Origin:
    return operations.Origin("192.0.2.7", "Firefox", "Windows")


@pytest.mark.parametrize("below", ["split/", "merge/", "links/"])
def test_what_is_read_beside_its_page_is_a_look(owner: Client, below: str) -> None:
    ticket = factories.ticket()
    assert owner.get(f"/tickets/{ticket.subject.number}/{below}").status_code == 200
    assert [(entry.subject_kind, entry.subject_number) for entry in book("saw")] == [("ticket", ticket.subject.number)]


def test_what_a_form_with_a_mistake_shows_is_a_look(owner: Client) -> None:
    ticket = factories.ticket()
    row = Commitment.objects.filter(subject=ticket.subject).earliest("id")
    assert owner.post(f"/tickets/{ticket.subject.number}/replies/", {}).status_code == 422
    assert owner.post(f"/register/{row.pk}/kept/", {}).status_code == 422
    assert [(entry.subject_kind, entry.subject_number) for entry in book("saw")] == [
        ("ticket", ticket.subject.number),
        ("promise", row.pk),
    ]


def test_a_page_that_stays_open_is_one_look(owner: Client) -> None:
    ticket = factories.ticket()
    assert owner.post(f"/tickets/{ticket.subject.number}/presence/", {}).status_code == 200
    assert book("saw") == []
