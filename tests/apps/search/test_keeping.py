"""The index follows the rows: whoever writes them and in whatever way, within a round of the worker."""

from datetime import timedelta

import pytest
from django.db import connection

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.operations import note, reply, resolve
from steadfast.apps.desk.operations.merging import merge, take_apart
from steadfast.apps.identity.models import Person
from steadfast.apps.imports.models import Batch
from steadfast.foundation import verify
from steadfast.foundation.actor import Actor
from steadfast.foundation.jobs import worker
from steadfast.foundation.models import Document, SearchDue, Subject
from steadfast.foundation.search import finding, keeping
from steadfast.foundation.search.engines import engine
from tests import cast, factories

pytestmark = pytest.mark.django_db
LATER = factories.NOW + timedelta(minutes=5)


@pytest.fixture
def ines() -> Actor:
    return factories.actor(factories.member(cast.INES))


def titles(text: str, actor: Actor) -> list[str]:
    return [str(row.hit.title) for row in finding.answer(text, actor=actor).shown]


def test_the_worker_takes_up_what_was_written(ines: Actor) -> None:
    ticket = factories.ticket()
    reply(ticket.pk, text="The periscope was bent.", actor=ines, now=LATER)
    assert titles("periscope", ines) == []
    worker.drain()
    assert titles("periscope", ines) == ["Phones drop the line"]


def test_a_number_is_found_before_the_worker_has_run(ines: Actor) -> None:
    ticket = factories.ticket()
    assert (
        titles(f"T-{ticket.subject.number}", ines) == titles(str(ticket.subject.number), ines) == [ticket.subject.title]
    )


def test_each_ticket_stands_once_on_the_list_of_what_is_due(ines: Actor) -> None:
    ticket = factories.ticket()
    keeping.catch_up_fully()
    note(ticket.pk, text="One.", actor=ines, now=LATER)
    note(ticket.pk, text="Two.", actor=ines, now=LATER)
    rows = SearchDue.objects.filter(source=1).values_list("ref", flat=True)
    assert set(rows) == {ticket.pk}
    assert len(rows) == 1 or connection.vendor == "postgresql"


def test_what_did_not_change_is_not_written_again(ines: Actor) -> None:
    factories.ticket()
    keeping.catch_up_fully()
    before = set(Document.objects.values_list("pk", "digest"))
    keeping.begin_anew()
    assert keeping.catch_up_fully() >= len(before)
    assert set(Document.objects.values_list("pk", "digest")) == before
    assert titles("phones", ines) == ["Phones drop the line"]


def test_a_client_who_is_called_otherwise_is_found_so_on_all_their_tickets(ines: Actor) -> None:
    ticket = factories.ticket()
    keeping.catch_up_fully()
    type(ticket.client).objects.filter(pk=ticket.client_id).update(name="Windhover Dental")
    keeping.catch_up_fully()
    assert "Phones drop the line" in titles("windhover phones", ines)
    assert titles("kestrel phones", ines) == []


def test_a_contact_who_is_forgotten_leaves_the_index(ines: Actor) -> None:
    factories.ticket()
    keeping.catch_up_fully()
    assert "Phones drop the line" in titles("amara", ines)
    Person.objects.filter(name="Amara Ruiz").update(name="Somebody", email="")
    keeping.catch_up_fully()
    assert titles("amara", ines) == []


def test_what_is_rewritten_or_deleted_by_hand_is_followed(ines: Actor) -> None:
    ticket = factories.ticket()
    keeping.catch_up_fully()
    Subject.objects.filter(pk=ticket.pk).update(title="Scanner of gate 4")
    Message.objects.filter(ticket=ticket).delete()
    keeping.catch_up_fully()
    assert titles("minute", ines) == titles("phones", ines) == []
    assert titles("scanner", ines) == ["Scanner of gate 4"]


def test_a_closed_ticket_is_found(ines: Actor) -> None:
    ticket = factories.ticket()
    resolve(ticket.pk, text="The periscope is straight.", actor=ines, now=LATER)
    Ticket.objects.filter(pk=ticket.pk).update(state="closed", closed_at=LATER)
    keeping.catch_up_fully()
    assert titles("periscope", ines) == ["Phones drop the line"]


def test_a_merged_ticket_is_found_by_the_one_in_which_it_stands(ines: Actor) -> None:
    one, two = factories.ticket("Scanner gate"), factories.ticket("Phones drop")
    keeping.catch_up_fully()
    merge(one.pk, two.pk, actor=ines, now=LATER)
    keeping.catch_up_fully()
    assert titles("scanner", ines) == ["Phones drop"]
    take_apart(one.pk, actor=ines, now=LATER)
    keeping.catch_up_fully()
    assert titles("scanner", ines) == ["Scanner gate"]
    assert verify.run(["search"]) == []


def test_a_batch_is_found_while_it_is_shown_and_at_no_other_time(ines: Actor) -> None:
    ticket = factories.ticket("Periscope")
    batch = Batch.objects.create(kind="tickets", mapping="uci", state="applying", created_at=factories.NOW)
    Ticket.objects.filter(pk=ticket.pk).update(batch=batch)
    keeping.catch_up_fully()
    for state, found in (("applying", []), ("shown", ["Periscope"]), ("undone", [])):
        Batch.objects.filter(pk=batch.pk).update(state=state)
        answer = finding.answer("periscope", actor=ines)
        assert [row.hit.title for row in answer.shown] == found
        assert answer.count == len(found)


def test_an_agreement_that_is_gone_has_no_document(ines: Actor) -> None:
    made = factories.agreement("Periscope terms").agreement
    keeping.catch_up_fully()
    assert titles("periscope", ines) == ["Periscope terms"]
    Agreement.objects.filter(pk=made.pk).update(name="Standard terms")
    keeping.catch_up_fully()
    assert titles("periscope", ines) == []


def test_a_migration_may_come_between(ines: Actor) -> None:
    from steadfast.foundation import triggers
    from steadfast.foundation.search import watching

    factories.ticket()
    watching.rest()
    triggers.install()
    assert triggers.missing() == []
    note(Ticket.objects.get().pk, text="periscope", actor=ines, now=LATER)
    keeping.catch_up_fully()
    assert titles("periscope", ines) == ["Phones drop the line"]


def test_verify_tells_what_is_missing_too_much_and_out_of_date(ines: Actor) -> None:
    one, two, three = factories.ticket("One"), factories.ticket("Two"), factories.ticket("Three")
    keeping.catch_up_fully()
    assert verify.run(["search"]) == []
    Document.objects.filter(source=1, ref=one.pk).update(ref=987_654)
    Subject.objects.filter(pk=two.pk).update(title="Scanner")
    SearchDue.objects.all().delete()
    said = {finding.where: finding.what for finding in verify.run(["search"])}
    assert said[f"ticket {one.pk}"] == "without a document"
    assert said["ticket 987654"] == "found, and there is no such row"
    assert said[f"ticket {two.pk}"] == "found by words that it does not have now"
    assert f"ticket {three.pk}" not in said


def test_rebuilding_from_nothing_finds_all_again(ines: Actor) -> None:
    factories.ticket()
    keeping.catch_up_fully()
    keeping.clear()
    assert titles("phones", ines) == []
    keeping.begin_anew()
    keeping.catch_up_fully()
    keeping.tidy()
    assert titles("phones", ines) == ["Phones drop the line"]
    assert verify.run(["search"]) == []
    assert engine().size() > 0


def test_a_long_ticket_is_found_by_its_newest_words(ines: Actor) -> None:
    ticket = factories.ticket()
    for number in range(3):
        reply(
            ticket.pk,
            text=f"mark{number} " + "padding and more " * 2_900,
            actor=ines,
            now=LATER + timedelta(minutes=number),
        )
    keeping.catch_up_fully()
    assert titles("mark2", ines) == titles("mark1", ines) == ["Phones drop the line"]
