"""A checklist on a ticket: what is open keeps it from being resolved, and who ticked what stands in the thread."""

import pytest

from steadfast.apps.automation import tasks
from steadfast.apps.automation.models import CheckItem, Checklist
from steadfast.apps.automation.operations import checking, checklists
from steadfast.apps.automation.operations.checklists import Kept
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import BulkRun, Message, Ticket
from steadfast.apps.desk.operations import bulk
from steadfast.apps.desk.unready import Unready
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock, events
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, fresh, kinds
from tests.apps.desk.pages import browser, page, words

STARTER = "! Make the account\n! Give the laptop out\nShow them the portal"


def keep(name: str = "New starter", lines: str = STARTER, **said: str) -> Checklist:
    return checklists.keep(None, Kept(name=name, lines=lines, **said), actor=SYSTEM, now=factories.NOW)


def put(desk: Desk, ticket: Ticket) -> list[CheckItem]:
    checking.add(ticket.pk, keep().pk, actor=desk.ines, now=at(2, "10:05"))
    return list(CheckItem.objects.order_by("place"))


def tick(desk: Desk, item: CheckItem, *, done: bool = True) -> None:
    checking.tick(item.ticket_id, item.pk, done=done, actor=desk.ines, now=at(2, "10:10"))


def test_what_must_be_done_first_is_named_and_nothing_happens(desk: Desk) -> None:
    ticket = desk.open()
    first, second, third = put(desk, ticket)
    tick(desk, first)
    before = kinds(ticket)
    with pytest.raises(Unready, match="Do this first: “Give the laptop out”"):
        operations.resolve(ticket.pk, text="Done", actor=desk.ines, now=at(2, "11:00"))
    assert (fresh(ticket).state, kinds(ticket)) == ("new", before)
    tick(desk, second)
    operations.resolve(ticket.pk, actor=desk.ines, now=at(2, "11:00"))
    assert fresh(ticket).state == "resolved"
    assert third.done_at is None


def test_a_lead_resolves_in_spite_of_it_and_says_why(desk: Desk) -> None:
    ticket = desk.open()
    put(desk, ticket)
    with pytest.raises(Unready, match="or say why"):
        operations.resolve(ticket.pk, actor=desk.theo, now=at(2, "11:00"))
    operations.resolve(ticket.pk, in_spite="They never started", actor=desk.theo, now=at(2, "11:00"))
    assert Message.objects.get(kind="inside").text == "They never started"
    told = page(cast.INES, ticket, at(2, "11:05"))
    assert "Theo resolved it with 2 things still open" in told
    contact = page(cast.KESTREL, ticket, at(2, "11:05"))
    assert "resolved it" in contact
    assert "still open" not in contact
    assert "Make the account" not in contact


def test_a_technician_gives_no_reason_that_counts(desk: Desk) -> None:
    ticket = desk.open()
    put(desk, ticket)
    with pytest.raises(Unready):
        operations.resolve(ticket.pk, in_spite="It is late", actor=desk.ines, now=at(2, "11:00"))


def test_a_bulk_change_names_it_in_the_row_of_the_ticket(desk: Desk) -> None:
    ticket = desk.open(now=clock.now())
    put(desk, ticket)
    run = BulkRun.objects.create(
        person_id=desk.ines.person_id, act="resolve", settings={"text": ""}, made_at=clock.now()
    )
    run.rows.create(ticket=ticket, place=0)
    bulk.begin(run.pk, "trying", actor=desk.ines, now=clock.now())
    while bulk.carry_on(run.pk, actor=desk.ines, now=clock.now()):
        pass
    row = run.rows.get()
    assert (row.outcome, row.why) == ("refused", "Do this first: “Make the account”, “Give the laptop out”.")


def test_the_thread_tells_who_ticked_what(desk: Desk) -> None:
    ticket = desk.open()
    first, _, third = put(desk, ticket)
    tick(desk, first)
    tick(desk, first, done=False)
    checking.take_off(ticket.pk, third.pk, actor=desk.ines, now=at(2, "10:20"))
    told = page(cast.KOFI, ticket, at(2, "10:30"))
    for said in (
        "Ines put the checklist “New starter” on it",
        "Ines ticked “Make the account”",
        "Ines took the tick off “Make the account”",
        "Ines took “Show them the portal” off the checklist",
    ):
        assert said in told
    assert kinds(ticket)[-4:] == ["checklist.added", "check_item.ticked", "check_item.unticked", "check_item.taken_off"]


def test_ticking_disturbs_nobody_who_writes_a_reply(desk: Desk) -> None:
    ticket = desk.open()
    version = fresh(ticket).version
    tick(desk, put(desk, ticket)[0])
    operations.reply(ticket.pk, text="Hello", seen=operations.Seen(version), actor=desk.kofi, now=at(2, "10:30"))


def test_ticking_twice_is_one_fact(desk: Desk) -> None:
    ticket = desk.open()
    first = put(desk, ticket)[0]
    tick(desk, first)
    tick(desk, first)
    assert kinds(ticket).count("check_item.ticked") == 1


def test_a_change_of_a_checklist_changes_no_ticket_and_its_removal_neither(desk: Desk) -> None:
    ticket = desk.open()
    put(desk, ticket)
    row = Checklist.objects.get()
    checklists.keep(row.pk, Kept(name="New starter", lines="Only this"), actor=SYSTEM, now=factories.NOW)
    checklists.remove(row.pk, actor=SYSTEM, now=factories.NOW)
    assert CheckItem.objects.filter(ticket=ticket, gone_at=None).count() == 3
    assert "put 3 items on the checklist" in page(cast.INES, ticket, at(2, "11:00"))


def test_what_must_be_done_only_a_lead_takes_off(desk: Desk) -> None:
    ticket = desk.open()
    first = put(desk, ticket)[0]
    with pytest.raises(Refused, match="must be done first"):
        checking.take_off(ticket.pk, first.pk, actor=desk.ines, now=at(2, "10:20"))
    checking.take_off(ticket.pk, first.pk, actor=desk.theo, now=at(2, "10:20"))


def test_an_item_of_another_ticket_is_not_ticked(desk: Desk) -> None:
    first = put(desk, desk.open())[0]
    other = desk.open(title="Another")
    with pytest.raises(Refused, match="not on this ticket"):
        checking.tick(other.pk, first.pk, done=True, actor=desk.ines, now=at(2, "10:10"))


def test_a_merged_ticket_brings_its_open_items_along(desk: Desk) -> None:
    ticket, other = desk.open(), desk.open(title="The same again")
    first = put(desk, ticket)[0]
    operations.merge(ticket.pk, other.pk, actor=desk.ines, now=at(2, "10:30"))
    with pytest.raises(Unready):
        operations.resolve(other.pk, actor=desk.ines, now=at(2, "11:00"))
    assert "Make the account" in page(cast.INES, other, at(2, "11:00"))
    checking.tick(other.pk, first.pk, done=True, actor=desk.ines, now=at(2, "11:00"))


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ({"on_new": "incident"}, 3),
        ({"on_new": "request"}, 0),
        ({"on_new": "any", "category": "Accounts"}, 3),
        ({"on_new": "any", "category": "Printing"}, 0),
        ({}, 0),
    ],
)
def test_new_tickets_get_what_fits_once(desk: Desk, said: dict[str, str], count: int) -> None:
    keep(**said)
    ticket = desk.open(category="accounts")
    event, data = events.read(ticket.pk)[0]
    for _ in range(2):  # an event may be delivered again
        tasks.add_checklists(event, data, now=at(2, "10:01"))
    assert CheckItem.objects.filter(ticket=ticket).count() == count


def test_the_page_ticks_and_asks_a_lead_for_the_reason(desk: Desk) -> None:
    ticket = desk.open(now=clock.now())
    first, second, _ = put(desk, ticket)
    address = f"/tickets/{ticket.subject.number}"
    ines, theo = browser(cast.INES), browser(cast.THEO)
    assert ines.post(f"{address}/checklist/{first.pk}/").status_code == 302
    assert CheckItem.objects.get(pk=first.pk).done_by_id == desk.ines.person_id
    refused = ines.post(f"{address}/resolution/", {"text": "Your account is there."})
    assert refused.status_code == 422
    assert "Do this first: “Give the laptop out”." in words(refused.content.decode())
    assert "Your account is there." in refused.content.decode()
    assert "in_spite" not in refused.content.decode()
    asked = theo.post(f"{address}/resolution/", {"text": ""})
    assert "in_spite" in asked.content.decode()
    assert theo.post(f"{address}/resolution/", {"text": "", "in_spite": "Sent by post"}).status_code == 302
    assert fresh(ticket).state == "resolved"
    assert ines.post(f"{address}/checklist/{second.pk}/").status_code == 302
    assert CheckItem.objects.get(pk=second.pk).done_at is None


def test_a_checklist_is_written_on_its_page(desk: Desk) -> None:
    theo = browser(cast.THEO)
    empty = theo.post("/automation/checklists/new/", {"name": "", "lines": "\n"})
    assert "Write at least one item." in words(empty.content.decode())
    long = theo.post("/automation/checklists/new/", {"name": "Long", "lines": "x" * 201})
    assert "An item holds at most 200 characters" in words(long.content.decode())
    said = {"name": "New starter", "lines": STARTER, "on_new": "request", "category": "Accounts"}
    assert theo.post("/automation/checklists/new/", said).status_code == 302
    twice = theo.post("/automation/checklists/new/", {**said, "name": "new STARTER"})
    assert "Another checklist is called" in words(twice.content.decode())
    listed = words(theo.get("/automation/").content.decode())
    assert "New starter 3 items · put on new requests · Accounts" in listed
    ticket = desk.open(now=clock.now())
    address = f"/tickets/{ticket.subject.number}/checklist/"
    ines = browser(cast.INES)
    assert "New starter" in ines.get(address).content.decode()
    assert ines.post(address, {"checklist": Checklist.objects.get().pk}).status_code == 302
    assert ines.post(address, {"lines": "Ring them"}).status_code == 302
    assert CheckItem.objects.filter(ticket=ticket).count() == 4
