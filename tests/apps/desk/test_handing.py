"""A ticket is offered, accepted or declined; until somebody accepts, its owner answers."""

import pytest

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment, HandOver
from steadfast.apps.commitments.operations import To
from steadfast.apps.commitments.queries import offers as waiting
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import operations as identity
from steadfast.apps.identity.holds import of as holds_of
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import verify
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, fresh, kinds, owed
from tests.apps.desk.pages import read

REASON = "I am at Marlow Freight all day"


def taken(desk: Desk) -> Ticket:
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    return ticket


def offered(desk: Desk, ticket: Ticket, **to: int) -> HandOver:
    to = to or {"person_id": desk.kofi.person_id or 0}
    return operations.offer(ticket.pk, To(**to), reason=REASON, actor=desk.ines, now=at(2, "11:00"))


def test_until_somebody_accepts_the_old_owner_answers(desk: Desk) -> None:
    ticket = taken(desk)
    found = offered(desk, ticket)
    assert (fresh(ticket).owner_id, found.answer) == (desk.ines.person_id, "")
    operations.accept(ticket.pk, found.pk, actor=desk.kofi, now=at(2, "11:20"))
    moved = fresh(ticket)
    assert (moved.owner_id, moved.taken_at) == (desk.kofi.person_id, at(2, "11:20"))
    owners = Commitment.objects.filter(subject_id=ticket.pk).values_list("owner_id", flat=True)
    assert set(owners) == {desk.kofi.person_id}
    assert HandOver.objects.get().answer == "accepted"
    assert verify.run() == []


def test_declined_with_words_it_stays(desk: Desk) -> None:
    ticket = taken(desk)
    found = offered(desk, ticket)
    with pytest.raises(Refused, match="Say why you decline"):
        operations.decline(ticket.pk, found.pk, words=" ", actor=desk.kofi, now=at(2, "11:10"))
    operations.decline(ticket.pk, found.pk, words="I know nothing of phones", actor=desk.kofi, now=at(2, "11:10"))
    row = HandOver.objects.get()
    assert (row.answer, row.words) == ("declined", "I know nothing of phones")
    assert fresh(ticket).owner_id == desk.ines.person_id
    assert verify.run() == []


def test_who_offers_the_work_of_another_is_named_as_who_offered_it(desk: Desk) -> None:
    ticket = desk.open()
    offered(desk, ticket)
    assert f"Ines : {REASON}" in read(cast.KOFI, "/", at(2, "11:05"))
    told = read(cast.KOFI, f"/tickets/{ticket.subject.number}/", at(2, "11:05"))
    assert f"Ines offers it to Kofi : “ {REASON} ”" in told
    assert "until somebody accepts, Theo answers" in told


def test_a_no_stands_on_the_day_of_who_offered_it_until_it_moves_on(desk: Desk) -> None:
    ticket = taken(desk)
    found = offered(desk, ticket)
    operations.decline(ticket.pk, found.pk, words="I know nothing of phones", actor=desk.kofi, now=at(2, "11:10"))
    (told,) = waiting.of_person(desk.ines, now=at(2, "11:20")).declined
    assert (told.whom, told.row.words) == ("Kofi", "I know nothing of phones")
    assert "Kofi : I know nothing of phones declined yours still" in read(cast.INES, "/", at(2, "11:20"))
    assert waiting.of_person(desk.kofi, now=at(2, "11:20")).declined == []
    assert waiting.of_person(desk.ines, now=at(9, "11:20")).declined == []
    offered(desk, ticket, person_id=desk.theo.person_id or 0)
    assert waiting.of_person(desk.ines, now=at(2, "11:20")).declined == []


def test_a_no_reaches_who_offered_the_work_of_another_and_whose_work_it_is(desk: Desk) -> None:
    ticket = desk.open()  # on duty: Theo
    found = offered(desk, ticket)
    operations.decline(ticket.pk, found.pk, words="I know nothing of phones", actor=desk.kofi, now=at(2, "11:10"))
    assert "Kofi : I know nothing of phones declined Theo answers still" in read(cast.INES, "/", at(2, "11:20"))
    theirs = read(cast.THEO, "/", at(2, "11:20"))
    assert "offered by Ines, Kofi : I know nothing of phones declined yours still" in theirs
    operations.take(ticket.pk, actor=desk.kofi, now=at(2, "11:30"))
    for who in (desk.ines, desk.theo):
        assert waiting.of_person(who, now=at(2, "11:40")).declined == []


def test_who_offered_it_takes_it_back_and_nobody_else(desk: Desk) -> None:
    ticket = taken(desk)
    found = offered(desk, ticket)
    with pytest.raises(Refused, match="Only who offered it"):
        operations.take_back(ticket.pk, found.pk, actor=desk.kofi, now=at(2, "11:10"))
    operations.take_back(ticket.pk, found.pk, actor=desk.ines, now=at(2, "11:10"))
    with pytest.raises(Refused, match="taken back before"):
        operations.accept(ticket.pk, found.pk, actor=desk.kofi, now=at(2, "11:20"))


def test_an_offer_is_answered_by_who_was_asked(desk: Desk) -> None:
    ticket = taken(desk)
    found = offered(desk, ticket)
    with pytest.raises(Refused, match="not offered to you"):
        operations.accept(ticket.pk, found.pk, actor=desk.theo, now=at(2, "11:10"))


def test_one_offer_at_a_time_with_a_reason_and_not_to_oneself(desk: Desk) -> None:
    ticket = taken(desk)
    with pytest.raises(Refused, match="Say why"):
        operations.offer(ticket.pk, To(desk.kofi.person_id), reason="", actor=desk.ines, now=at(2, "11:00"))
    with pytest.raises(Refused, match="theirs already"):
        offered(desk, ticket, person_id=desk.ines.person_id or 0)
    offered(desk, ticket)
    with pytest.raises(Refused, match="offered to Kofi already"):
        offered(desk, ticket, person_id=desk.theo.person_id or 0)


def test_who_cannot_work_on_tickets_and_who_left_is_offered_none(desk: Desk) -> None:
    ticket = taken(desk)
    with pytest.raises(Refused, match="Mara does not work on this"):
        offered(desk, ticket, person_id=factories.member(cast.MARA).pk)
    kofi = factories.member(cast.KOFI)
    kofi.left_at = at(2, "10:30")
    kofi.save()
    with pytest.raises(Refused, match="Kofi has left"):
        offered(desk, ticket)


def test_who_is_away_is_offered_nothing_and_the_deputy_is_named(desk: Desk) -> None:
    ticket = taken(desk)
    kofi, theo = factories.member(cast.KOFI), factories.member(cast.THEO)
    days = {"first": at(2, "10:00").date(), "last": at(3, "10:00").date()}
    identity.plan_absence(kofi, **days, kind="sick", deputy=theo, actor=desk.kofi, now=at(2, "10:30"))
    with pytest.raises(Refused, match="Kofi is away; Theo answers meanwhile"):
        offered(desk, ticket)


def test_a_team_answers_by_who_is_on_duty_at_that_moment(desk: Desk) -> None:
    ticket = taken(desk)
    network = identity.make_team(
        name="Network", duty_owner=factories.member(cast.THEO), members=[], actor=desk.theo, now=at(2, "09:00")
    )
    found = offered(desk, ticket, team_id=network.pk)
    kofi = factories.member(cast.KOFI)
    identity.change_team(network, name="Network", duty_owner=kofi, members=[], actor=desk.theo, now=at(2, "11:05"))
    with pytest.raises(Refused, match="not offered to you"):
        operations.accept(ticket.pk, found.pk, actor=desk.theo, now=at(2, "11:10"))
    operations.accept(ticket.pk, found.pk, actor=desk.kofi, now=at(2, "11:10"))
    moved = fresh(ticket)
    assert (moved.owner_id, moved.team_id) == (desk.kofi.person_id, network.pk)
    assert verify.run() == []


def test_taking_resolving_and_closing_overtake_an_offer(desk: Desk) -> None:
    first, second = taken(desk), taken(desk)
    offered(desk, first)
    offered(desk, second)
    operations.take(first.pk, actor=desk.theo, now=at(2, "11:10"))
    operations.resolve(second.pk, actor=desk.ines, now=at(2, "11:10"))
    assert set(HandOver.objects.values_list("answer", flat=True)) == {"overtaken"}
    assert verify.run() == []


def test_taking_what_one_was_offered_is_the_yes_to_it(desk: Desk) -> None:
    ticket = taken(desk)
    offered(desk, ticket)
    operations.take(ticket.pk, actor=desk.kofi, now=at(2, "11:10"))
    assert HandOver.objects.get().answer == "accepted"
    assert kinds(ticket).count("ticket.taken") == 1  # Ines' own, at ten


def test_a_closed_ticket_is_offered_to_nobody(desk: Desk) -> None:
    ticket = taken(desk)
    operations.resolve(ticket.pk, actor=desk.ines, now=at(2, "11:00"))
    with pytest.raises(Refused, match="resolved; reopen it first"):
        offered(desk, ticket)


def test_nobody_leaves_while_an_offer_waits_for_them(desk: Desk) -> None:
    ticket = taken(desk)
    offered(desk, ticket)
    words = [hold.words for hold in holds_of(desk.kofi.person_id or 0)]
    assert words == ["1 offer that waits for an answer"]


def test_one_promise_changes_hands_alone(desk: Desk) -> None:
    ticket = taken(desk)
    row = owed(ticket, "resolution")
    to = register.To(person_id=desk.kofi.person_id)
    found = register.offer_one(row.pk, to, reason=REASON, actor=desk.ines, now=at(2, "11:00"))
    with pytest.raises(Refused, match="offered to Kofi already"):
        offered(desk, ticket, person_id=desk.theo.person_id or 0)
    register.accept_one(found.pk, actor=desk.kofi, now=at(2, "11:10"))
    assert owed(ticket, "resolution").owner_id == desk.kofi.person_id
    assert owed(ticket, "first response").owner_id == desk.ines.person_id
    assert fresh(ticket).owner_id == desk.ines.person_id
    assert verify.run() == []


def test_a_promise_that_is_kept_overtakes_its_offer(desk: Desk) -> None:
    ticket = taken(desk)
    to = register.To(person_id=desk.kofi.person_id)
    row = owed(ticket, "first response")
    register.offer_one(row.pk, to, reason=REASON, actor=desk.ines, now=at(2, "11:00"))
    operations.reply(ticket.pk, text="On it.", actor=desk.ines, now=at(2, "11:05"))
    assert HandOver.objects.get().answer == "overtaken"
