"""Resolving fulfils; a reopening inside the window undoes that, and the time between counts for nobody."""

from datetime import datetime

import pytest

from steadfast.apps.commitments.checks import drift
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Message, Ticket
from steadfast.domain.commitment.lifecycle import Refused
from tests import factories
from tests.apps.desk.desk import Desk, at, fresh, owed


def resolved(desk: Desk) -> Ticket:
    ticket = desk.open()
    operations.resolve(ticket.pk, actor=desk.ines, now=at(2, "12:00"))
    return ticket


def test_resolving_fulfils_the_resolution_and_a_first_response_that_was_never_given(desk: Desk) -> None:
    ticket = resolved(desk)
    assert {row.kind: row.verdict for row in Commitment.objects.all()} == {
        "first response": "kept",
        "resolution": "kept",
    }
    assert fresh(ticket).state == "resolved"
    assert fresh(ticket).next_due_at is None
    assert fresh(ticket).first_response_at is None, "nobody replied, and the fact says so"


def test_resolving_ends_waits_and_promised_updates_and_leaves_other_promises(desk: Desk) -> None:
    ticket = desk.open()
    operations.reply(ticket.pk, text="More soon.", next_update_at=at(2, "15:00"), actor=desk.ines, now=at(2, "10:30"))
    operations.promise(ticket.pk, what="a spare phone", due_at=at(6, "12:00"), actor=desk.kofi, now=at(2, "10:31"))
    operations.wait(
        ticket.pk, reason="client", words="a list", expires_at=at(3, "9:00"), actor=desk.ines, now=at(2, "11:00")
    )
    operations.resolve(ticket.pk, text="It was the switch.", actor=desk.ines, now=at(2, "12:00"))
    assert Wait.objects.get().until == at(2, "12:00")
    assert owed(ticket, "next update").verdict == "kept"
    assert owed(ticket, "resolution").verdict == "kept"
    spare = owed(ticket, "promise")
    assert (spare.verdict, spare.owner_id) == ("open", desk.kofi.person_id)
    assert fresh(ticket).next_due_at == at(6, "12:00")
    assert Message.objects.filter(kind="public").count() == 2


def promised_list(desk: Desk, due: datetime) -> Ticket:
    """Return a ticket that waits for a list which Amara Ruiz promised for an instant."""
    ticket = desk.open()
    operations.wait(
        ticket.pk, reason="client", words="a list", expires_at=at(6, "9:00"), actor=desk.ines, now=at(2, "11:00")
    )
    operations.say_yes(ticket.pk, due_at=due, actor=desk.ines, now=at(2, "11:30"))
    return ticket


def test_resolving_without_what_the_client_promised_lets_them_go(desk: Desk) -> None:
    ticket = promised_list(desk, due=at(4, "12:00"))
    operations.resolve(ticket.pk, actor=desk.ines, now=at(3, "12:00"))
    assert owed(ticket, "answer").verdict == "released"
    assert list(drift.check()) == []


def test_what_the_client_owed_already_when_it_was_resolved_stays_late(desk: Desk) -> None:
    ticket = promised_list(desk, due=at(3, "12:00"))
    operations.resolve(ticket.pk, actor=desk.ines, now=at(4, "12:00"))
    assert owed(ticket, "answer").verdict == "open"


def test_our_own_word_is_kept_by_saying_so(desk: Desk) -> None:
    ticket = desk.open()
    operations.promise(ticket.pk, what="a spare phone", due_at=at(6, "12:00"), actor=desk.kofi, now=at(2, "10:31"))
    operations.keep_word(ticket.pk, owed(ticket, "promise").pk, actor=desk.kofi, now=at(4, "12:00"))
    assert owed(ticket, "promise").verdict == "kept"
    with pytest.raises(Refused, match="not open"):
        operations.keep_word(ticket.pk, owed(ticket, "promise").pk, actor=desk.kofi, now=at(4, "12:00"))
    with pytest.raises(Refused, match="resolution fulfills"):
        operations.keep_word(ticket.pk, owed(ticket, "resolution").pk, actor=desk.kofi, now=at(4, "12:00"))


def test_reopening_in_the_window_runs_the_same_commitment_on(desk: Desk) -> None:
    ticket = resolved(desk)
    before = owed(ticket, "resolution")
    operations.reopen(ticket.pk, reason="it dropped again", actor=desk.ines, now=at(2, "15:00"))
    after = owed(ticket, "resolution")
    assert after.pk == before.pk
    assert (after.verdict, after.due_at) == ("open", at(5, "13:00")), "three hours resolved are not counted"
    assert owed(ticket, "first response").verdict == "kept"
    again = fresh(ticket)
    assert (again.state, again.reopened, again.resolved_at, again.closed_at) == ("in progress", 1, None, None)
    assert Message.objects.get(kind="inside").text == "it dropped again"  # the reason stays to be read
    assert again.next_due_at == at(5, "13:00")


def test_a_closed_ticket_reopens_inside_the_window_and_its_first_closing_stays(desk: Desk) -> None:
    ticket = resolved(desk)
    operations.confirm(ticket.pk, actor=desk.ines, now=at(2, "13:00"))
    operations.reopen(ticket.pk, reason="again", actor=desk.ines, now=at(2, "15:00"))
    assert fresh(ticket).first_closed_at == at(2, "13:00")
    operations.resolve(ticket.pk, actor=desk.ines, now=at(3, "10:00"))
    operations.close(ticket.pk, actor=desk.ines, now=at(3, "10:01"))
    assert fresh(ticket).closed_at == at(3, "10:01")
    assert fresh(ticket).first_closed_at == at(2, "13:00")


def test_after_the_window_the_advice_is_a_new_ticket(desk: Desk) -> None:
    ticket = resolved(desk)
    with pytest.raises(Refused, match="Open a new ticket"):
        operations.reopen(ticket.pk, reason="again", actor=desk.ines, now=at(5, "15:00"))
    assert owed(ticket, "resolution").verdict == "kept"


def test_a_reopened_promise_of_ours_has_an_owner_even_where_history_named_none(desk: Desk) -> None:
    ticket = resolved(desk)
    Commitment.objects.update(owner=None)
    Ticket.objects.update(owner=None)
    operations.reopen(ticket.pk, reason="again", actor=desk.ines, now=at(2, "15:00"))
    assert owed(ticket, "resolution").owner_id == desk.theo.person_id


def test_a_ticket_closes_only_after_it_was_resolved(desk: Desk) -> None:
    ticket = desk.open()
    for end in (operations.close, operations.confirm):
        with pytest.raises(Refused, match="Resolve it first"):
            end(ticket.pk, actor=desk.ines, now=at(2, "12:00"))


def test_closing_fulfils_what_stops_at_closing(desk: Desk) -> None:
    body = {"kinds": {"resolution": {"targets": {"P3": 3600}, "stops": "closed"}}, "confirmation_s": 0}
    factories.agreement("As judged by closing", of=factories.client(), body=body)
    ticket = desk.open()
    operations.resolve(ticket.pk, actor=desk.ines, now=at(2, "10:30"))
    assert owed(ticket, "resolution").verdict == "open"
    operations.confirm(ticket.pk, actor=desk.ines, now=at(2, "11:01"))
    assert owed(ticket, "resolution").verdict == "kept late"
    with pytest.raises(Refused, match="new ticket"):
        operations.reopen(ticket.pk, reason="again", actor=desk.ines, now=at(2, "11:02"))


def test_without_a_window_a_resolved_ticket_reopens_until_it_is_closed(desk: Desk) -> None:
    body = {"kinds": {"resolution": {"targets": {"P3": 3600}, "stops": "closed"}}, "confirmation_s": 0}
    factories.agreement("As judged by closing", of=factories.client(), body=body)
    ticket = resolved(desk)
    operations.reopen(ticket.pk, reason="again", actor=desk.ines, now=at(20, "11:02"))
    assert owed(ticket, "resolution").due_at == at(2, "11:00")
