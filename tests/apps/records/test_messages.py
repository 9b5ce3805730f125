"""Messages of another system: facts of the past on tickets that came from it, repeatable, and to be undone."""

from pathlib import Path
from typing import Any

import pytest

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.queries import search as found
from steadfast.apps.desk.queries.thread import thread
from steadfast.apps.desk.queries.tickets import visible_to
from steadfast.apps.imports.kinds import Run
from steadfast.apps.imports.models import Source
from steadfast.foundation import verify
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Delivery, Event
from tests import cast, factories
from tests.apps.records.files import bring_in, planned, run_of, undo
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TICKET = {"key": "no", "opened_at": "opened", "state": "state", "client": "client", "contact": "contact", "at": "seen"}
TICKETS = """no,opened,state,client,contact,seen
1042,2026-02-02 09:00,New,Kestrel Dental,Amara Ruiz,{seen}
1043,2026-02-02 10:00,{state},Kestrel Dental,Amara Ruiz,{seen}
"""
RULES = """rows = "tickets"
defaults = {impact = 2, urgency = 2, priority = "P3"}
states = {New = "new", Open = "in progress"}
"""
SAID = {"key": "id", "ticket": "ticket", "at": "at", "kind": "kind", "by": "who", "text": "text"}
ROWS = """id,ticket,at,kind,who,text
9,1042,2026-02-02 09:20,public,Ines,Is the zebra plugged in?
8,1042,2026-02-02 09:05,public,amara@kestrel.example,The zebra prints nothing.
10,1042,2026-02-02 09:30,inside,A temp,"Ask Kofi.
He knows it."
11,1042,2026-02-02 09:40,inside,,Nobody wrote this.
12,9999,2026-02-02 09:40,inside,Ines,Of a ticket that is not here.
13,1043,2026-02-02 10:05,heard,Jo Marlow,Hello?
"""


@pytest.fixture(autouse=True)
def ground() -> None:
    factories.practice()
    factories.member(cast.INES)
    factories.client(cast.KESTREL)


def tickets(folder: Path, state: str = "New", seen: str = "2026-02-02 10:00") -> Run:
    return run_of(folder, "tickets", TICKETS.format(state=state, seen=seen), TICKET, RULES)


def messages(folder: Path, text: str = ROWS) -> Run:
    return run_of(folder, "messages", text, SAID)


def brought(folder: Path) -> int:
    bring_in(tickets(folder))
    return bring_in(messages(folder))


def said() -> list[tuple[str, str, str, str]]:
    rows = Message.objects.filter(gone_at=None).order_by("at", "pk").select_related("author")
    return [(row.kind, row.author.name if row.author else "", row.by, row.text) for row in rows]


def test_messages_stand_on_their_tickets_with_who_said_them(tmp_path: Path) -> None:
    brought(tmp_path)
    assert said() == [
        ("heard", "Amara Ruiz", "amara@kestrel.example", "The zebra prints nothing."),
        ("public", "Ines", "Ines", "Is the zebra plugged in?"),
        ("inside", "", "A temp", "Ask Kofi.\nHe knows it."),
        ("inside", "", "", "Nobody wrote this."),
        ("heard", "", "Jo Marlow", "Hello?"),
    ]
    assert [str(finding) for finding in verify.run()] == []
    assert Event.objects.filter(kind="ticket.message_brought", at__lt=NOW).count() == 5


def test_a_row_whose_ticket_is_not_here_is_refused_and_named(tmp_path: Path) -> None:
    bring_in(tickets(tmp_path))
    plan = planned(messages(tmp_path))
    assert (plan.counts["new"], plan.counts["refused"]) == (5, 1)
    assert [(one.row, one.field, one.value) for one in plan.refused] == [(7, "ticket", "9999")]


def test_they_are_read_and_found_by_whom_they_were_meant_for(tmp_path: Path) -> None:
    brought(tmp_path)
    ticket = Ticket.objects.get(source_key="1042")
    inside = [(entry.kind, entry.who) for entry in told(ticket, factories.actor(factories.member(cast.INES)))]
    assert [pair for pair in inside if pair[0] != "fact"] == [
        ("inside", "Nobody named"), ("inside", "A temp"), ("public", "Ines"), ("heard", "Amara Ruiz"),
    ]  # fmt: skip
    outside = told(ticket, factories.actor(factories.contact(cast.KESTREL)))
    assert [entry.kind for entry in outside if entry.kind != "fact"] == ["public", "heard"]
    document = found.documents([ticket.pk])[0]
    assert "The zebra prints nothing." in str(document.body)
    assert "Nobody wrote this." in str(document.inside)


def test_they_send_nothing_and_move_no_clock(tmp_path: Path) -> None:
    bring_in(tickets(tmp_path))
    before = [Commitment.objects.order_by("pk").values(), Ticket.objects.order_by("pk").values()]
    before = [list(rows) for rows in before]
    bring_in(messages(tmp_path))
    assert [list(Commitment.objects.order_by("pk").values()), list(Ticket.objects.order_by("pk").values())] == before
    assert not Delivery.objects.filter(event__kind__startswith="ticket.").exists()


def test_the_same_file_again_writes_nothing_and_another_only_what_differs(tmp_path: Path) -> None:
    brought(tmp_path)
    events = Event.objects.count()
    assert planned(messages(tmp_path)).counts["same"] == 5
    bring_in(messages(tmp_path))
    assert Event.objects.filter(kind__startswith="ticket.message").count() == 5
    other = ROWS.replace("prints nothing", "prints blanks").replace("09:30,inside,A temp", "09:31,inside,Ines")
    assert planned(messages(tmp_path, other)).counts["changed"] == 2
    bring_in(messages(tmp_path, other))
    assert ("heard", "Amara Ruiz", "amara@kestrel.example", "The zebra prints blanks.") in said()
    assert ("inside", "Ines", "Ines", "Ask Kofi.\nHe knows it.") in said()
    assert Event.objects.filter(kind="ticket.message_corrected").count() == 2
    assert Event.objects.count() > events
    assert [str(finding) for finding in verify.run()] == []


def test_undoing_takes_them_out_of_sight_and_the_next_import_brings_them_back(tmp_path: Path) -> None:
    batch = brought(tmp_path)
    ticket = Ticket.objects.get(source_key="1042")
    ines = factories.actor(factories.member(cast.INES))
    undo("messages", batch)
    assert said() == []
    assert Message.objects.count() == 5
    assert [entry for entry in told(ticket, ines) if entry.kind != "fact"] == []
    assert "zebra" not in str(found.documents([ticket.pk])[0])
    assert [str(finding) for finding in verify.run()] == []
    bring_in(messages(tmp_path))
    assert (len(said()), Message.objects.count()) == (5, 5)
    assert [str(finding) for finding in verify.run()] == []


def test_undoing_a_change_brings_the_earlier_words_back(tmp_path: Path) -> None:
    brought(tmp_path)
    batch = bring_in(messages(tmp_path, ROWS.replace("prints nothing", "prints blanks")))
    undo("messages", batch)
    assert said()[0][3] == "The zebra prints nothing."
    assert [str(finding) for finding in verify.run()] == []


def test_tickets_that_are_imported_anew_get_their_messages_back(tmp_path: Path) -> None:
    tickets_batch = bring_in(tickets(tmp_path))
    bring_in(messages(tmp_path))
    undo("tickets", tickets_batch)
    bring_in(tickets(tmp_path))
    bring_in(messages(tmp_path))
    assert Message.objects.filter(ticket__batch__state="shown").count() == 5
    assert [str(finding) for finding in verify.run()] == []


def test_messages_do_not_count_as_work_of_ours_on_a_ticket(tmp_path: Path) -> None:
    brought(tmp_path)
    Source.objects.update(leads="practice")
    bring_in(tickets(tmp_path, state="Open", seen="2026-02-02 11:00"))
    assert Ticket.objects.get(source_key="1043").state == "in progress"


def told(ticket: Ticket, actor: Actor) -> list[Any]:
    return thread(visible_to(actor).get(pk=ticket.pk), [], [], actor, joined={}, now=NOW).entries
