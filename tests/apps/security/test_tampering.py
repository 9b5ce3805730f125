"""Somebody with the database in hand alters one row of a ticket: `verify` names it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from steadfast.apps.desk import operations
from steadfast.apps.desk.importing import tickets
from steadfast.foundation import triggers, verify
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories, kept
from tests.apps.desk.desk import Desk, at
from tests.apps.imports.logs import UCI, story, write

pytestmark = pytest.mark.django_db
CHECKS = ("commitments", "waits", "tickets", "messages")
PAST = datetime(2016, 6, 1, 9, 0, tzinfo=UTC)
LOG = story(
    "INC1",
    ("7/3/2016 14:00", "New"),
    ("7/3/2016 15:00", "Awaiting User Info"),
    ("8/3/2016 15:00", "Active"),
    ("9/3/2016 15:00", "Resolved"),
    ("14/3/2016 15:00", "Closed"),
)
LONG_AGO = "'2010-01-01 00:00:00'"
IMPORTED = "SELECT subject_id FROM desk_ticket WHERE batch_id IS NOT NULL"
OWN = "SELECT subject_id FROM desk_ticket WHERE batch_id IS NULL"
OTHER_CLIENT = "SELECT max(party_id) FROM clients_client WHERE name = 'Marlow Freight'"


@pytest.fixture(scope="module")
def lived(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A ticket with all that can be said and done on one, another of an imported log, and nothing to be found."""
    with kept.for_a_while(django_db_blocker):
        live(Desk())
        source = tickets.Source(path=write(tmp_path_factory.mktemp("log"), LOG), mapping=UCI)
        tickets.bring_in(tickets.prepare(source, now=PAST), actor=SYSTEM, clock=lambda: PAST)
        assert found() == []
        yield


def live(desk: Desk) -> None:
    """Play a ticket of Kestrel Dental from its opening to its second closing."""
    ticket = desk.open().pk
    factories.client(cast.MARLOW)
    operations.take(ticket, actor=desk.ines, now=at(2, "10:05"))
    operations.reply(ticket, text="I look into it.", actor=desk.ines, now=at(2, "10:10"))
    operations.note(ticket, text="The old switch again.", actor=desk.kofi, now=at(2, "10:20"))
    operations.promise(ticket, what="A spare switch", due_at=at(3, "12:00"), actor=desk.ines, now=at(2, "10:30"))
    asked = factories.contact().pk
    operations.wait(
        ticket,
        reason="client",
        words="Which floor?",
        expires_at=at(4, "12:00"),
        on_person_id=asked,
        actor=desk.ines,
        now=at(2, "10:40"),
    )
    operations.hear(ticket, text="The second.", actor=desk.ines, now=at(2, "11:00"))
    operations.resolve(ticket, text="Replaced.", actor=desk.ines, now=at(2, "12:00"))
    operations.reopen(ticket, reason="Drops again.", actor=desk.ines, now=at(2, "13:00"))
    operations.resolve(ticket, actor=desk.kofi, now=at(2, "14:00"))
    operations.confirm(ticket, actor=desk.kofi, now=at(2, "15:00"))


def found() -> list[str]:
    return [str(finding) for finding in verify.run(CHECKS)]


def after(statement: str) -> list[str]:
    """Return what is found after a statement that is run behind the program's back, and taken back."""
    with transaction.atomic():
        triggers.remove()
        with connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount == 1, "the statement alters one row"
        said = found()
        transaction.set_rollback(True)
    return said


@pytest.mark.parametrize("which", [OWN, IMPORTED], ids=["own", "imported"])
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("priority = 'P1'", "priority is P1"),
        ("impact = 1", "impact is 1"),
        ("state = 'in progress', closed_at = NULL", "state is in progress"),
        (f"opened_at = {LONG_AGO}", "opened_at is 2010"),
        (f"first_response_at = {LONG_AGO}", "first_response_at is 2010"),
        (f"resolved_at = {LONG_AGO}", "resolved_at is 2010"),
        ("resolved_at = NULL", "resolved_at is None"),
        (f"closed_at = {LONG_AGO}", "closed_at is 2010"),
        (f"first_closed_at = {LONG_AGO}", "first_closed_at is 2010"),
        ("reopened = 7", "reopened is 7"),
        (f"last_said_at = {LONG_AGO}", "last_said_at is 2010"),
        (f"next_due_at = {LONG_AGO}", "next_due_at is 2010"),
        ("contact_id = 1", "contact_id is 1"),
        ("channel = 'smoke'", "channel is smoke"),
        (f"client_id = ({OTHER_CLIENT})", "its client is Marlow Freight, whose chain does not hold its events"),
    ],
)
def test_an_altered_ticket_is_named(lived: None, which: str, change: str, says: str) -> None:
    said = after(f"UPDATE desk_ticket SET {change} WHERE subject_id IN ({which})")
    label = "T-1" if which == OWN else "T-2"
    assert any(line.startswith(f"{label}: {says}") for line in said), said


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("owner_id = 1", "T-1: owner_id is 1"),
        ("taken_at = NULL", "T-1: taken_at is None"),
        ("team_id = NULL", "T-1: team_id is None"),
        ("agreement_version_id = NULL", "T-1: agreement_version_id is None"),
        ("urgency = 1", "T-1: urgency is 1"),
        ("kind = 'request'", "T-1: kind is request"),
    ],
)
def test_what_only_a_ticket_of_ones_own_tells_is_named(lived: None, change: str, says: str) -> None:
    assert any(line.startswith(says) for line in after(f"UPDATE desk_ticket SET {change} WHERE subject_id IN ({OWN})"))


@pytest.mark.parametrize("which", [OWN, IMPORTED], ids=["own", "imported"])
@pytest.mark.parametrize(
    ("change", "says"),
    [("title = 'Nothing'", "its title is not the one that was recorded"), ("number = 99", "its number is 99")],
)
def test_another_title_or_number_is_named(lived: None, which: str, change: str, says: str) -> None:
    said = after(f"UPDATE foundation_subject SET {change} WHERE id IN ({which})")
    assert any(says in line for line in said), said


@pytest.mark.parametrize("kind", ["public", "inside", "heard"])
@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE desk_message SET text = 'Nothing.' WHERE id = ({})", "its text is not the one that was recorded"),
        ("UPDATE desk_message SET author_id = NULL WHERE id = ({})", "its author is None"),
        (f"UPDATE desk_message SET at = {LONG_AGO} WHERE id = ({{}})", "its ticket or its time is not that of"),
        (
            f"UPDATE desk_message SET ticket_id = ({IMPORTED}) WHERE id = ({{}})",
            "its ticket or its time is not that of",
        ),
        ("DELETE FROM desk_message WHERE id = ({})", "missing"),
    ],
)
def test_an_altered_message_is_named(lived: None, kind: str, statement: str, says: str) -> None:
    last = f"SELECT id FROM (SELECT max(id) AS id FROM desk_message WHERE kind = '{kind}') AS m"
    said = after(statement.format(last))
    assert len(said) == 1, said
    assert says in said[0]


def test_a_note_inside_that_was_made_public_is_named(lived: None) -> None:
    said = after("UPDATE desk_message SET kind = 'public' WHERE kind = 'inside' AND text LIKE 'The old switch%'")
    assert [line.split(": ")[1].split(",")[0] for line in said] == ["it is public"]


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE commitments_commitment SET what = 'Less' WHERE kind = 'promise'", "what is 'Less'"),
        (f"UPDATE commitments_commitment SET client_id = ({OTHER_CLIENT}) WHERE kind = 'promise'", "client_id is"),
        ("UPDATE commitments_wait SET words = 'Less' WHERE words = 'Which floor?'", "its words are not those"),
        ("UPDATE commitments_wait SET on_person_id = 1 WHERE words = 'Which floor?'", "it asks person 1"),
    ],
)
def test_other_words_of_a_promise_or_a_wait_are_named(lived: None, statement: str, says: str) -> None:
    said = after(statement)
    assert len(said) == 1, said
    assert says in said[0]


@pytest.mark.sqlite
def test_a_ticket_that_cannot_even_be_read_is_named(lived: None) -> None:
    said = after(f"UPDATE desk_ticket SET opened_at = x'ff' WHERE subject_id IN ({OWN})")
    assert any(line.startswith("ticket on subject") and line.endswith("cannot be read") for line in said), said
