"""A log becomes tickets with owners, promises and events; nobody sees them before the last part."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client as Browser

from steadfast.apps.clients.models import Client
from steadfast.apps.commitments.checks import drift
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.importing import tickets
from steadfast.apps.desk.importing.log.cut import WHOLE, Cut
from steadfast.apps.desk.importing.plan import planning
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person, Team
from steadfast.apps.imports import operations as imports
from steadfast.apps.imports.models import Batch, SourceRecord
from steadfast.apps.imports.operations import Busy, Imported
from steadfast.foundation import verify
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.imports.logs import UCI, line, story, write

NOW = datetime(2016, 6, 1, 9, 0, tzinfo=UTC)

CLOSED = story(
    "INC1",
    ("7/3/2016 14:00", "New"),
    ("7/3/2016 15:00", "Awaiting User Info"),
    ("8/3/2016 15:00", "Active"),
    ("9/3/2016 15:00", "Resolved"),
    ("14/3/2016 15:00", "Closed"),
)
OPEN = story("INC2", ("30/5/2016 14:00", "New"), ("31/5/2016 14:00", "Awaiting Vendor"))


@pytest.fixture(autouse=True)
def practice(db: None) -> None:
    factories.practice()


def prepared(folder: Path, rows: Sequence[str], *, name: str = "log.csv", **more: object) -> tickets.Prepared:
    source = tickets.Source(path=write(folder, rows, name), mapping=UCI, **more)  # type: ignore[arg-type]
    return tickets.prepare(source, now=NOW)


def bring(folder: Path, rows: Sequence[str], *, name: str = "log.csv", **more: object) -> int:
    return tickets.bring_in(prepared(folder, rows, name=name, **more), actor=SYSTEM, clock=lambda: NOW)


def ticket(key: str) -> Ticket:
    return Ticket.objects.select_related("subject", "owner", "team", "client", "contact").get(source_key=key)


def owed(key: str) -> Commitment:
    return Commitment.objects.get(subject_id=ticket(key).pk)


def findings() -> list[str]:
    return [str(found) for found in (*drift.check(), *verify.run(["chains"]))]


def test_a_closed_ticket_keeps_what_its_source_said(tmp_path: Path) -> None:
    bring(tmp_path, CLOSED)
    row = ticket("INC1")
    assert row.subject.label == "T-1"
    assert row.subject.title == "Symptom 3 (Category 1 / Subcategory 2)"
    assert (row.state, row.priority, row.channel, row.category) == (
        "closed",
        "P3",
        "Phone",
        "Category 1 / Subcategory 2",
    )
    assert (row.client.name, row.contact and row.contact.name) == ("Location 1", "Caller 1")
    assert row.team is not None and (row.team.name, row.team.duty_owner.name) == ("Group 1", cast.NORA.name)
    assert row.owner is not None and (row.owner.name, row.owner.left_at) == ("Resolver 1", NOW)
    assert (row.source_kept, row.source_reopened, row.source_owner) == (True, 0, "Resolver 1")
    assert (row.opened_at, row.resolved_at, row.closed_at) == (
        datetime(2016, 3, 7, 14, tzinfo=UTC),
        datetime(2016, 3, 9, 15, tzinfo=UTC),
        datetime(2016, 3, 14, 15, tzinfo=UTC),
    )


def test_its_source_opened_it_and_not_who_ran_the_import(tmp_path: Path, client: Browser) -> None:
    bring(tmp_path, CLOSED)
    client.force_login(factories.member(cast.INES).user)
    page = client.get(f"/tickets/{ticket('INC1').subject.number}/").content.decode()
    assert "<bdi>The source:</bdi> <bdi>opened it, brought in by an import</bdi>" in page


def test_its_promise_is_judged_as_the_source_judged_to_the_first_closing(tmp_path: Path) -> None:
    bring(tmp_path, CLOSED)
    row = owed("INC1")
    assert row.terms is not None
    assert row.terms.agreement_version is not None
    assert row.terms.agreement_version.agreement.name == "as the source judged"
    assert not row.terms.agreement_version.agreement.offered
    # 62 working hours of nine a day from Monday 14:00: six days and eight hours, Tuesday of the week after at 22:00
    assert row.due_at == datetime(2016, 3, 15, 22, tzinfo=UTC)
    assert (row.done_at, row.verdict) == (datetime(2016, 3, 14, 15, tzinfo=UTC), "kept")
    assert row.evidence_event is not None
    assert row.evidence_event.data["state"] == "closed"
    assert row.due_month == date(2016, 3, 1)


def test_every_row_of_the_source_is_an_event_and_the_register_recomputes_without_drift(tmp_path: Path) -> None:
    bring(tmp_path, [*CLOSED, *OPEN])
    kinds = list(Event.objects.filter(subject_id=ticket("INC1").pk).order_by("id").values_list("kind", flat=True))
    assert kinds == [
        "ticket.opened",
        "commitment.promised",
        "ticket.source_row",
        "ticket.source_row",
        "ticket.source_row",
        "wait.recorded",
        "ticket.source_row",
        "ticket.source_row",
        "commitment.fulfilled",
    ]
    assert findings() == []


def test_a_wait_is_one_interval_and_one_that_lasts_has_an_expiry_ahead(tmp_path: Path) -> None:
    bring(tmp_path, [*CLOSED, *OPEN])
    done, lasting = Wait.objects.order_by("since")
    assert (done.reason, done.until) == ("client", datetime(2016, 3, 8, 15, tzinfo=UTC))
    assert done.on_person is not None and done.on_person.name == "Caller 1"
    assert (lasting.reason, lasting.until, lasting.expires_at) == (
        "supplier",
        None,
        datetime(2016, 6, 7, 14, tzinfo=UTC),
    )
    assert ticket("INC2").state == "waiting"


def test_what_is_open_is_answered_for_by_somebody_who_is_here(tmp_path: Path) -> None:
    factories.member(cast.INES)
    rows = [
        *story("INC2", ("30/5/2016 14:00", "New"), assigned_to="Resolver 1"),
        *story("INC3", ("30/5/2016 14:00", "New"), assigned_to="?", assignment_group="?"),
        *story("INC4", ("30/5/2016 14:00", "Active"), assigned_to="Resolver 9"),
    ]
    bring(tmp_path, rows, aliases={"Resolver 9": cast.INES.name})
    nora = factories.member(cast.NORA)
    assert [(ticket(key).owner, ticket(key).taken_at) for key in ("INC2", "INC3")] == [(nora, None), (nora, None)]
    assert ticket("INC2").source_owner == "Resolver 1"
    taken = ticket("INC4")
    assert taken.owner == factories.member(cast.INES)
    assert taken.taken_at == datetime(2016, 5, 30, 14, tzinfo=UTC)
    assert [owed(key).owner for key in ("INC2", "INC3", "INC4")] == [nora, nora, taken.owner]
    assert taken.next_due_at == owed("INC4").due_at


def test_closed_history_that_names_nobody_has_no_owner(tmp_path: Path) -> None:
    rows = story("INC1", ("7/3/2016 14:00", "New"), ("8/3/2016 14:00", "Closed"), assigned_to="?")
    plan = prepared(tmp_path, rows)
    assert plan.file.counts["no_owner"] == 1
    bring(tmp_path, rows)
    assert (ticket("INC1").owner, owed("INC1").owner, owed("INC1").verdict) == (None, None, "kept")


def test_a_change_of_priority_keeps_both_due_times_and_one_without_a_target_promises_nothing(tmp_path: Path) -> None:
    rows = [
        line(number="INC1", priority="4 - Low"),
        line(number="INC1", sys_updated_at="8/3/2016 14:00", priority="3 - Moderate"),
        line(number="INC1", sys_updated_at="9/3/2016 14:00", priority="3 - Moderate", incident_state="Closed"),
        line(number="INC2", priority="2 - High"),
    ]
    bring(tmp_path, rows)
    row = owed("INC1")
    assert row.first_due_at > row.due_at == datetime(2016, 3, 15, 22, tzinfo=UTC)
    assert row.priority == "P3"
    assert not Commitment.objects.filter(subject_id=ticket("INC2").pk).exists()
    assert findings() == []


def test_the_backlog_can_be_promised_under_an_agreement_of_ours_whose_waits_pause(tmp_path: Path) -> None:
    rows = story(
        "INC1", ("30/5/2016 09:00", "New"), ("30/5/2016 10:00", "Awaiting User Info"), ("31/5/2016 10:00", "Active")
    )
    bring(tmp_path, [*rows, *CLOSED_ONE_MORE], backlog=factories.agreement())
    row = owed("INC1")
    assert row.terms is not None and row.terms.agreement_version == factories.agreement()
    # Opened at 10:00 in London, waited Mon 11:00 to Tue 11:00: Mon 1 h, Tue 6 h, Wed 8 h, Thu 8 h, Fri 1 h make 24 h
    assert row.due_at == datetime(2016, 6, 3, 9, tzinfo=UTC)
    assert row.first_due_at == datetime(2016, 6, 2, 9, tzinfo=UTC)
    assert ticket("INC9").agreement_version != factories.agreement()
    assert findings() == []


CLOSED_ONE_MORE = story("INC9", ("7/3/2016 14:00", "New"), ("8/3/2016 14:00", "Closed"))


def test_a_reopened_ticket_counts_its_reopening_and_its_promise_ends_at_the_first_closing(tmp_path: Path) -> None:
    steps = [("7/3/2016 14:00", "New"), ("8/3/2016 14:00", "Resolved"), ("9/3/2016 14:00", "Closed")]
    rows = story("INC1", *steps, ("10/3/2016 14:00", "Active"), reopen_count="1")
    bring(tmp_path, rows)
    row = ticket("INC1")
    assert (row.state, row.reopened, row.resolved_at, row.closed_at) == ("in progress", 1, None, None)
    assert row.first_closed_at == owed("INC1").done_at == datetime(2016, 3, 9, 14, tzinfo=UTC)
    assert findings() == []


def test_nobody_sees_a_batch_before_its_last_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "CHUNK", 1)
    seen: list[tuple[int, int]] = []
    nora = factories.actor(factories.member(cast.NORA))

    def look(done: int, of: int) -> None:
        seen.append((Ticket.objects.count(), desk.visible_to(nora).count()))

    tickets.bring_in(prepared(tmp_path, [*CLOSED, *OPEN]), actor=SYSTEM, clock=lambda: NOW, progress=look)
    assert seen == [(1, 0), (2, 0)]
    assert desk.visible_to(nora).count() == 2


def test_a_broken_row_imports_nothing_at_all(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="row 7, column sys_updated_at"):
        bring(tmp_path, [*CLOSED, line(number="INC3", sys_updated_at="soon")])
    assert not Batch.objects.exists()
    assert not Client.objects.exists()


def test_the_same_file_again_is_told_what_became_of_it(tmp_path: Path) -> None:
    first = bring(tmp_path, CLOSED)
    with pytest.raises(Imported, match=f"was imported before, as import {first}"):
        bring(tmp_path, CLOSED)
    assert Ticket.objects.count() == 1


def test_a_longer_log_brings_only_the_tickets_that_are_new(tmp_path: Path) -> None:
    bring(tmp_path, CLOSED)
    longer = prepared(tmp_path, [*CLOSED, *OPEN], name="more.csv")
    assert (longer.same, longer.changed) == ({"INC1"}, set())
    assert longer.file.counts["tickets"] == 1
    tickets.bring_in(longer, actor=SYSTEM, clock=lambda: NOW)
    assert sorted(Ticket.objects.values_list("source_key", flat=True)) == ["INC1", "INC2"]
    assert (Client.objects.count(), Team.objects.count(), Person.objects.filter(name="Caller 1").count()) == (1, 1, 1)


def test_two_runs_of_one_file_do_not_mix_and_a_dead_one_is_taken_over(tmp_path: Path) -> None:
    plan = prepared(tmp_path, CLOSED)
    dead = imports.claim(plan.file, actor=SYSTEM, now=NOW)
    with pytest.raises(Busy, match="is being imported by another run"):
        imports.claim(plan.file, actor=SYSTEM, now=NOW + timedelta(seconds=9))
    taken = imports.claim(plan.file, actor=SYSTEM, now=NOW + timedelta(seconds=10))
    assert (taken.batch_id, taken.first) == (dead.batch_id, 0)
    with pytest.raises(Busy):  # the dead one wakes up again
        imports.apply(Nothing(), dead, actor=SYSTEM, clock=lambda: NOW)
    assert Batch.objects.get().state == "applying"


class Nothing:
    """A plan of one part that writes nothing."""

    count = 1

    def apply(self, number: int, batch: Batch, **_: object) -> None:
        return None


def test_an_import_that_failed_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "CHUNK", 1)
    plan = prepared(tmp_path, [*CLOSED, *OPEN])

    def fail(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tickets.bring_in(plan, actor=SYSTEM, clock=lambda: NOW, progress=fail)
    assert (Batch.objects.get().next_chunk, Ticket.objects.count()) == (1, 1)
    parts: list[int] = []
    tickets.bring_in(plan, actor=SYSTEM, clock=lambda: NOW, progress=lambda done, of: parts.append(done))
    assert parts == [2]
    assert (Batch.objects.get().state, Ticket.objects.count()) == ("shown", 2)
    assert findings() == []


def test_undone_it_is_out_of_sight_its_promises_are_void_and_nothing_is_deleted(tmp_path: Path) -> None:
    batch = bring(tmp_path, [*CLOSED, *OPEN])
    events = Event.objects.count()
    tickets.undo(batch, actor=SYSTEM, clock=lambda: NOW)
    tickets.undo(batch, actor=SYSTEM, clock=lambda: NOW)
    nora = factories.actor(factories.member(cast.NORA))
    assert not desk.visible_to(nora).exists()
    assert set(Commitment.objects.values_list("verdict", flat=True)) == {"void"}
    assert Event.objects.count() == events + 3  # two promises void, one import undone
    assert findings() == []
    again = bring(tmp_path, [*CLOSED, *OPEN])
    assert again != batch
    assert desk.visible_to(nora).count() == 2


def test_undone_while_a_clock_stands_still_it_leaves_no_drift(tmp_path: Path) -> None:
    rows = story("INC1", ("30/5/2016 09:00", "New"), ("31/5/2016 10:00", "Awaiting User Info"))
    batch = bring(tmp_path, rows, backlog=factories.agreement())
    assert owed("INC1").waiting_since == datetime(2016, 5, 31, 10, tzinfo=UTC)
    assert findings() == []
    tickets.undo(batch, actor=SYSTEM, clock=lambda: NOW)
    assert findings() == []


def test_locations_can_be_clients_of_ours_and_the_cut_can_be_recent(tmp_path: Path) -> None:
    client = factories.client(cast.KESTREL)
    cut = Cut(until=date(2016, 5, 31), shift=timedelta(weeks=520))
    bring(
        tmp_path,
        [*CLOSED, *OPEN, *story("INC8", ("1/6/2016 14:00", "New"))],
        aliases={"Location 1": client.name},
        cut=cut,
    )
    assert Client.objects.get() == client
    assert [ticket(key).client for key in ("INC1", "INC2")] == [client, client]
    assert ticket("INC1").opened_at == datetime(2016, 3, 7, 14, tzinfo=UTC) + cut.shift
    assert WHOLE.shift == timedelta()


def test_names_that_differ_only_in_case_are_one_client(tmp_path: Path) -> None:
    rows = [line(number="INC1", location="LOCATION 1"), line(number="INC2", location="Location 1")]
    bring(tmp_path, rows)
    assert Client.objects.count() == 1


def test_a_ticket_finds_a_client_that_came_as_a_record_by_its_key_and_by_the_name_there(tmp_path: Path) -> None:
    """However the client is called here since: no second one is made."""
    client = factories.client(cast.KESTREL)
    said = {"name": "Location 1"}
    SourceRecord.objects.create(source="uci", kind="clients", key="L-7", row_id=client.pk, said=said)
    bring(tmp_path, [line(number="INC1", location="L-7"), line(number="INC2", location="Location 1")])
    assert set(Ticket.objects.values_list("client", flat=True)) == {client.pk}
    assert Client.objects.count() == 1
