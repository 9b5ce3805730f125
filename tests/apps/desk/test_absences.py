"""While somebody is away their open work is with their deputy, and at the end what is still there comes home."""

from datetime import date

import pytest

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment, HandOver
from steadfast.apps.commitments.operations import carrying_absences
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import operations as identity
from steadfast.apps.identity import queries
from steadfast.apps.identity.models import Absence, Person
from steadfast.domain.commitment.duty.rota import Turn
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import verify
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, fresh, owed


def march(day: int) -> date:
    return date(2026, 3, day)


def person(who: cast.Member) -> Person:
    return factories.member(who)


def away(
    who: cast.Member, deputy: cast.Member, first: int, last: int, *, kind: str = "holiday", day: int = 2
) -> Absence:
    planned, _ = identity.plan_absence(
        person(who),
        first=march(first),
        last=march(last),
        kind=kind,
        deputy=person(deputy),
        actor=SYSTEM,
        now=at(day, "09:00"),
    )
    return planned


def tick(day: int, clock: str = "09:00") -> None:
    """Do what the worker does each minute."""
    now = at(day, clock)
    for key in queries.beginning_absences(now).values_list("pk", flat=True):
        identity.begin_absence(key, now=now)
    for absence in queries.running_absences(now):
        register.carry(absence, now=now)
    operations.follow_duty(now=now)


def holder(ticket: Ticket) -> str:
    owner = fresh(ticket).owner
    return owner.name if owner else ""


def taken(desk: Desk, title: str = "Phones drop the line") -> Ticket:
    ticket = desk.open(title=title)
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    return ticket


def test_work_passes_on_the_first_day_and_comes_back_after_the_last(desk: Desk) -> None:
    ticket = taken(desk)
    absence = away(cast.INES, cast.KOFI, 3, 4)
    tick(2, "18:00")
    assert holder(ticket) == "Ines"
    tick(3)
    assert holder(ticket) == "Kofi"
    owners = Commitment.objects.filter(subject_id=ticket.pk).values_list("owner__name", flat=True)
    assert set(owners) == {"Kofi"}
    row = HandOver.objects.get()
    assert (row.answer, row.absence_id, row.reason) == ("accepted", absence.pk, "Ines is away")
    tick(3, "09:01")
    assert HandOver.objects.count() == 1
    tick(5)
    assert holder(ticket) == "Ines"
    assert owed(ticket, "resolution").owner_id == desk.ines.person_id
    assert Absence.objects.get().returned_at == at(5, "09:00")
    assert verify.run() == []


def test_a_sick_day_that_is_entered_now_begins_at_once(desk: Desk) -> None:
    ticket = taken(desk)
    absence = away(cast.INES, cast.KOFI, 2, 2, kind="sick")
    assert (absence.starts_at, absence.passed_at) == (at(2, "09:00"), at(2, "09:00"))
    tick(2, "11:00")
    assert holder(ticket) == "Kofi"


def test_what_the_deputy_closed_or_handed_on_stays(desk: Desk) -> None:
    closed, handed, stays = (taken(desk, title) for title in ("Printer", "Scanner", "Switch"))
    away(cast.INES, cast.KOFI, 3, 3)
    tick(3)
    operations.resolve(closed.pk, actor=desk.kofi, now=at(3, "10:00"))
    found = operations.offer(
        handed.pk, register.To(desk.theo.person_id), reason="Networks", actor=desk.kofi, now=at(3, "10:00")
    )
    operations.accept(handed.pk, found.pk, actor=desk.theo, now=at(3, "10:30"))
    tick(4)
    assert (holder(closed), holder(handed), holder(stays)) == ("Kofi", "Theo", "Ines")
    assert verify.run() == []


def test_new_work_meanwhile_goes_to_the_deputy_and_back(desk: Desk) -> None:
    away(cast.INES, cast.KOFI, 3, 3)
    tick(3)
    ticket = desk.open(now=at(3, "10:00"))
    operations.take(ticket.pk, actor=desk.ines, now=at(3, "10:05"))  # from the phone, on her day off
    tick(3, "10:06")
    assert holder(ticket) == "Kofi"
    operations.reply(ticket.pk, text="On it.", next_update_at=at(5, "12:00"), actor=desk.kofi, now=at(3, "11:00"))
    operations.promise(ticket.pk, what="Call Amara", due_at=at(6, "12:00"), actor=desk.kofi, now=at(3, "11:05"))
    tick(4)
    assert holder(ticket) == "Ines"
    assert owed(ticket, "next update").owner_id == desk.ines.person_id
    assert owed(ticket, "promise").owner_id == desk.kofi.person_id  # Kofi's own word
    assert verify.run() == []


def test_a_deputy_who_goes_away_too_passes_it_on_and_it_still_comes_home(desk: Desk) -> None:
    ticket = taken(desk)
    away(cast.INES, cast.KOFI, 3, 6)
    tick(3)
    away(cast.KOFI, cast.THEO, 4, 4, kind="sick", day=4)
    tick(4)
    assert holder(ticket) == "Theo"
    tick(5)
    assert holder(ticket) == "Kofi"  # who is here again, and stands in still
    tick(7)
    assert holder(ticket) == "Ines"
    assert verify.run() == []


def test_home_is_home_though_the_deputys_own_absence_ends_later(desk: Desk) -> None:
    ticket = taken(desk)
    away(cast.INES, cast.KOFI, 3, 4)
    tick(3)
    away(cast.KOFI, cast.THEO, 4, 6, kind="sick", day=4)
    tick(4)
    tick(5)
    assert holder(ticket) == "Ines"
    tick(7)
    assert holder(ticket) == "Ines"
    assert verify.run() == []


def test_a_circle_of_deputies_falls_to_the_duty_owner(desk: Desk) -> None:
    ticket = taken(desk)
    away(cast.INES, cast.KOFI, 3, 4)
    away(cast.KOFI, cast.INES, 3, 4, kind="sick")
    tick(3)
    assert holder(ticket) == "Theo"


def test_an_absence_that_is_cut_short_brings_work_back(desk: Desk) -> None:
    ticket = taken(desk)
    absence = away(cast.INES, cast.KOFI, 3, 9)
    tick(3)
    identity.cancel_absence(absence, actor=desk.ines, now=at(4, "12:00"))
    tick(4, "12:01")
    assert holder(ticket) == "Ines"
    with pytest.raises(Refused, match="over already"):
        identity.cancel_absence(absence, actor=desk.ines, now=at(4, "12:02"))


def test_one_promise_on_anothers_ticket_passes_alone(desk: Desk) -> None:
    ticket = taken(desk)
    operations.promise(ticket.pk, what="Send the offer", due_at=at(6, "12:00"), actor=desk.theo, now=at(2, "11:00"))
    away(cast.THEO, cast.KOFI, 3, 3)
    tick(3)
    assert (holder(ticket), owed(ticket, "promise").owner_id) == ("Ines", desk.kofi.person_id)
    tick(4)
    assert owed(ticket, "promise").owner_id == desk.theo.person_id
    assert verify.run() == []


def test_new_tickets_are_the_deputys_while_the_duty_owner_is_away(desk: Desk) -> None:
    away(cast.THEO, cast.KOFI, 3, 3)
    before = desk.open()
    tick(3)
    assert holder(before) == "Kofi"
    during = desk.open(now=at(3, "10:00"))
    assert holder(during) == "Kofi"
    tick(4)
    assert (holder(before), holder(during)) == ("Theo", "Theo")
    assert fresh(during).taken_at is None
    assert verify.run() == []


def test_a_turn_of_duty_answers_before_the_duty_owner(desk: Desk) -> None:
    team = factories.team()
    turn = Turn(desk.ines.person_id or 0, at(3, "09:00"), at(10, "09:00"))
    identity.add_turns(team, [turn], actor=SYSTEM, now=at(2, "09:00"))
    before, during = desk.open(), desk.open(now=at(3, "10:00"))
    assert (holder(before), holder(during)) == ("Theo", "Ines")
    tick(3, "10:00")
    assert holder(before) == "Ines"
    assert verify.run() == []


def test_a_run_that_was_killed_goes_on_where_it_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tickets = [taken(desk, f"Printer {number}") for number in range(3)]
    absence = away(cast.INES, cast.KOFI, 3, 3)
    settle, calls = carrying_absences.settle, list[object]()

    def dies(*args: object, **kwargs: object) -> bool:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return settle(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(carrying_absences, "settle", dies)
    with pytest.raises(KeyboardInterrupt):
        tick(3)
    assert sorted(holder(ticket) for ticket in tickets) == ["Ines", "Ines", "Kofi"]
    tick(3, "09:01")
    assert {holder(ticket) for ticket in tickets} == {"Kofi"}
    assert HandOver.objects.filter(absence=absence).count() == 3


def test_overlapping_absences_and_a_deputy_who_is_away_are_refused_by_name(desk: Desk) -> None:
    away(cast.INES, cast.KOFI, 9, 13)
    with pytest.raises(Refused, match="Ines is away then already: 9 Mar to 13 Mar 2026"):
        away(cast.INES, cast.THEO, 13, 20)
    with pytest.raises(Refused, match=r"Ines is away then, too: 9 Mar to 13 Mar 2026\. Name another deputy"):
        away(cast.THEO, cast.INES, 12, 12)
    with pytest.raises(Refused, match="has passed"):
        away(cast.KOFI, cast.THEO, 1, 1)
    planned, said = identity.plan_absence(
        person(cast.THEO), first=march(9), last=march(9), kind="sick", deputy=person(cast.INES), actor=SYSTEM,
        now=at(9, "08:00"),
    )  # fmt: skip
    assert planned.pk
    assert "Ines is away, too: 9 Mar to 13 Mar 2026" in said


def test_turns_that_overlap_are_refused_by_name(desk: Desk) -> None:
    team, ines = factories.team(), desk.ines.person_id or 0
    identity.add_turns(team, [Turn(ines, at(3, "09:00"), at(10, "09:00"))], actor=SYSTEM, now=at(2, "09:00"))
    clash = Turn(desk.kofi.person_id or 0, at(9, "09:00"), at(16, "09:00"))
    with pytest.raises(Refused, match="It is the turn of Ines for Desk from"):
        identity.add_turns(team, [clash], actor=SYSTEM, now=at(2, "09:00"))
