"""Time is booked without a question about the bill, corrected by new versions, and settled by who keeps the books."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours import operations
from steadfast.apps.hours.models import BillingTerms, Entry
from steadfast.apps.hours.operations import Work
from steadfast.apps.hours.queries import entries
from steadfast.apps.hours.queries.billable import lines, sums
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.hours.reasons import Terms
from tests import cast, factories
from tests.apps.desk.desk import Desk, at

DAY = date(2026, 3, 2)


def whole(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_related("client", "agreement_version", "subject").get(pk=ticket.pk)


def booked(desk: Desk, minutes: int = 20, **work: object) -> Entry:
    return operations.book(Work(DAY, minutes, **work), how="typed", actor=desk.ines, now=at(2, "12:00"))  # type: ignore[arg-type]


def test_the_reason_follows_from_the_work(desk: Desk) -> None:
    ticket = whole(desk.open())
    assert booked(desk, ticket=ticket).reason == "covered"
    assert booked(desk, client=factories.client(cast.MARLOW)).reason == "outside"
    assert booked(desk).reason == "inside"


def test_an_agreement_that_covers_incidents_alone_bills_requests(desk: Desk) -> None:
    incident, request = whole(desk.open()), whole(desk.open(kind="request"))
    assert incident.agreement_version is not None
    terms = Terms(covers=frozenset({"incident"}), block=15, least=30)
    agreement = incident.agreement_version.agreement
    operations.set_terms(agreement, terms, first_day=DAY, actor=desk.theo, now=at(2, "09:00"))
    assert booked(desk, ticket=incident).reason == "covered"
    assert booked(desk, ticket=request).reason == "outside"
    assert BillingTerms.objects.get().value == terms


def test_a_reply_carries_its_time_in_its_own_transaction(desk: Desk) -> None:
    ticket = desk.open()
    desk_operations.reply(ticket.pk, text="Try now.", minutes=15, actor=desk.ines, now=at(2, "11:00"))
    entry = Entry.objects.get()
    assert (entry.ticket_id, entry.minutes, entry.how, entry.day) == (ticket.pk, 15, "with a reply", DAY)
    desk_operations.note(ticket.pk, text="Nothing more.", actor=desk.ines, now=at(2, "11:00"))
    assert Entry.objects.count() == 1


def test_a_correction_is_a_new_version_that_says_why(desk: Desk) -> None:
    ticket = whole(desk.open())
    old = booked(desk, ticket=ticket)
    new = operations.correct(
        old.pk, Work(DAY, 35, ticket), why="I forgot the call", actor=desk.ines, now=at(2, "13:00")
    )
    assert [entry.pk for entry in entries.of_week(desk.ines.person_id or 0, DAY)] == [new.pk]
    assert [(entry.minutes, entry.stands) for entry in entries.history(new)] == [(20, False)]
    assert new.event.data["replaces"] == old.event_id
    with pytest.raises(Refused):
        operations.correct(old.pk, Work(DAY, 5, ticket), why="again", actor=desk.ines, now=at(2, "13:00"))


def test_what_is_taken_away_counts_for_nothing_and_is_kept(desk: Desk) -> None:
    old = booked(desk)
    operations.take_away(old.pk, why="It was lunch", actor=desk.ines, now=at(2, "13:00"))
    assert entries.of_week(desk.ines.person_id or 0, DAY) == []
    assert Entry.objects.count() == 2


def test_settling_changes_the_reason_and_never_the_minutes(desk: Desk) -> None:
    sam = factories.actor(factories.member(cast.SAM))
    old = booked(desk, ticket=whole(desk.open()))
    (new,) = operations.settle([old.pk], reason="goodwill", why="Their first month", actor=sam, now=at(9, "09:00"))
    assert (new.minutes, new.person_id, new.reason, new.settled_by_id) == (20, old.person_id, "goodwill", sam.person_id)
    assert operations.settle([new.pk], reason="goodwill", actor=sam, now=at(9, "09:00")) == []


def test_time_inside_has_no_bill_to_settle(desk: Desk) -> None:
    with pytest.raises(Refused):
        operations.settle([booked(desk).pk], reason="project", actor=desk.theo, now=at(9, "09:00"))
    with pytest.raises(Refused):
        operations.settle([], reason="inside", actor=desk.theo, now=at(9, "09:00"))


def test_the_bill_counts_blocks_for_a_ticket_and_a_day_beside_the_true_minutes(desk: Desk) -> None:
    ticket = whole(desk.open(kind="request"))
    assert ticket.agreement_version is not None
    terms = Terms(covers=frozenset(), block=15, least=30)
    agreement = ticket.agreement_version.agreement
    operations.set_terms(agreement, terms, first_day=DAY, actor=desk.theo, now=at(2, "09:00"))
    for minutes in (10, 12, 14):
        booked(desk, minutes, ticket=ticket)
    booked(desk, 7, client=factories.client(cast.MARLOW))
    found = lines(date(2026, 3, 1), date(2026, 4, 1))
    assert {line.first.client.name: (line.minutes, line.on_bill) for line in found if line.first.client} == {
        "Kestrel Dental": (36, 45),
        "Marlow Freight": (7, 7),
    }
    assert [(each.client.name, each.true, each.bill) for each in sums(found)] == [
        ("Kestrel Dental", 36 * 60, 45 * 60),
        ("Marlow Freight", 7 * 60, 7 * 60),
    ]


def test_a_week_is_handed_in_once_and_can_be_taken_back(desk: Desk) -> None:
    booked(desk)
    first = operations.hand_in(DAY, actor=desk.ines, now=at(6, "17:00"))
    assert operations.hand_in(DAY, actor=desk.ines, now=at(6, "17:01")).pk == first.pk
    assert first.minutes == 20
    assert operations.take_back(DAY, actor=desk.ines, now=at(6, "17:02"))
    assert not operations.take_back(DAY, actor=desk.ines, now=at(6, "17:02"))
    with pytest.raises(Refused):
        operations.hand_in(date(2026, 3, 3), actor=desk.ines, now=at(6, "17:00"))


def test_the_database_knows_no_entry_that_is_inside_and_for_a_client(desk: Desk) -> None:
    entry = booked(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(client=factories.client())
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(minutes=0)


def test_a_form_of_somebody_else_books_for_who_sent_it(desk: Desk) -> None:
    form, work = uuid4(), Work(DAY, 20, ticket=whole(desk.open()))
    nora, by = factories.actor(factories.member(cast.NORA)), {"how": "typed", "now": at(2, "12:00")}
    first = operations.book_form(work, form, actor=desk.ines, **by)
    second = operations.book_form(work, form, actor=nora, **by)
    assert (first.person_id, second.person_id) == (desk.ines.person_id, nora.person_id)
