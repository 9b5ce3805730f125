"""A clock of one's own: started, switched, stopped and booked; a forgotten one is booked only as its person says."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours import operations
from steadfast.apps.hours.models import Entry, Timer
from steadfast.apps.hours.operations import Forgotten
from steadfast.apps.hours.queries import nudges, timer
from steadfast.domain.commitment.lifecycle import Refused
from tests.apps.desk.desk import Desk, at, kinds


def whole(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_related("client", "agreement_version", "subject").get(pk=ticket.pk)


def test_it_books_what_it_shows(desk: Desk) -> None:
    ticket = whole(desk.open())
    operations.start(ticket, actor=desk.ines, now=at(2, "10:00"))
    (entry,) = operations.stop(actor=desk.ines, now=at(2, "10:25"))
    assert (entry.ticket_id, entry.minutes, entry.day, entry.how) == (ticket.pk, 25, date(2026, 3, 2), "by the clock")
    assert (entry.started_at, entry.ended_at) == (at(2, "10:00"), at(2, "10:25"))
    assert not Timer.objects.exists()
    assert kinds(ticket)[-1] == "time.booked"


def test_starting_elsewhere_books_what_ran_before(desk: Desk) -> None:
    first, second = whole(desk.open()), whole(desk.open())
    operations.start(first, actor=desk.ines, now=at(2, "10:00"))
    (entry,) = operations.start(second, actor=desk.ines, now=at(2, "10:10"))
    assert (entry.ticket_id, entry.minutes) == (first.pk, 10)
    assert Timer.objects.get().ticket_id == second.pk


def test_pressing_start_twice_goes_on(desk: Desk) -> None:
    ticket = whole(desk.open())
    operations.start(ticket, actor=desk.ines, now=at(2, "10:00"))
    assert operations.start(ticket, actor=desk.ines, now=at(2, "10:20")) == []
    assert Timer.objects.get().started_at == at(2, "10:00")


def test_two_people_have_a_clock_each(desk: Desk) -> None:
    ticket = whole(desk.open())
    operations.start(ticket, actor=desk.ines, now=at(2, "10:00"))
    operations.start(ticket, actor=desk.kofi, now=at(2, "10:05"))
    operations.stop(actor=desk.ines, now=at(2, "10:15"))
    assert Timer.objects.get().person_id == desk.kofi.person_id


def test_a_slip_books_nothing(desk: Desk) -> None:
    operations.start(whole(desk.open()), actor=desk.ines, now=at(2, "10:00"))
    assert operations.stop(actor=desk.ines, now=at(2, "10:00") + timedelta(seconds=20)) == []
    assert not Timer.objects.exists()


def test_over_midnight_it_books_two_days(desk: Desk) -> None:
    operations.start(whole(desk.open()), actor=desk.ines, now=at(2, "23:30"))
    made = operations.stop(actor=desk.ines, now=at(3, "00:15"))
    assert [(entry.day.day, entry.minutes) for entry in made] == [(2, 30), (3, 15)]


def test_a_forgotten_one_is_not_booked_by_stopping_nor_by_starting_another(desk: Desk) -> None:
    ticket = whole(desk.open())
    operations.start(ticket, actor=desk.ines, now=at(2, "10:00"))
    with pytest.raises(Forgotten):
        operations.stop(actor=desk.ines, now=at(3, "09:00"))
    with pytest.raises(Forgotten):
        operations.start(whole(desk.open()), actor=desk.ines, now=at(3, "09:00"))
    assert Timer.objects.get().ticket_id == ticket.pk
    assert not Entry.objects.exists()


def test_what_is_proposed_follows_from_what_they_did_last(desk: Desk) -> None:
    ticket = whole(desk.open())
    operations.start(ticket, actor=desk.ines, now=at(2, "10:00"))
    desk_operations.reply(ticket.pk, text="It is the switch.", actor=desk.ines, now=at(2, "10:40"))
    running = timer.running(desk.ines.person_id)
    assert running is not None
    assert timer.proposed_end(running, at(3, "09:00")) == at(2, "10:45")


def test_they_say_how_long_a_forgotten_one_was(desk: Desk) -> None:
    operations.start(whole(desk.open()), actor=desk.ines, now=at(2, "10:00"))
    (entry,) = operations.book_forgotten(minutes=45, actor=desk.ines, now=at(3, "09:00"))
    assert (entry.minutes, entry.ended_at) == (45, at(2, "10:45"))
    with pytest.raises(Refused):
        operations.book_forgotten(minutes=45, actor=desk.ines, now=at(3, "09:00"))


def test_longer_than_it_ran_is_refused(desk: Desk) -> None:
    operations.start(whole(desk.open()), actor=desk.ines, now=at(2, "10:00"))
    with pytest.raises(Refused):
        operations.book_forgotten(minutes=61, actor=desk.ines, now=at(2, "11:00") - timedelta(minutes=2))
    assert Timer.objects.exists()


def test_a_dropped_one_books_nothing_and_says_so(desk: Desk) -> None:
    ticket = whole(desk.open())
    operations.start(ticket, actor=desk.ines, now=at(2, "10:00"))
    assert operations.drop(actor=desk.ines, now=at(2, "11:00"))
    assert not operations.drop(actor=desk.ines, now=at(2, "11:00"))
    assert not Entry.objects.exists()
    assert kinds(ticket)[-1] == "time.clock_dropped"


def test_today_tells_only_its_owner_of_a_forgotten_clock(desk: Desk) -> None:
    operations.start(whole(desk.open()), actor=desk.ines, now=at(2, "10:00"))
    assert [*nudges.nudges(desk.ines, at(2, "17:00"))] == []
    cache.clear()
    assert [nudge.url for nudge in nudges.nudges(desk.ines, at(3, "09:00"))] == ["/hours/clock/forgotten/"]
    assert [*nudges.nudges(desk.kofi, at(3, "09:00"))] == []
    operations.drop(actor=desk.ines, now=at(3, "09:00"))
    assert [*nudges.nudges(desk.ines, at(3, "09:00"))] == []
