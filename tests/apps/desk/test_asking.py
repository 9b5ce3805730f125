"""What others owe us: we ask again, a clause or a yes makes it theirs, a supplier's promise stands behind ours."""

from datetime import datetime
from typing import Any
from unittest import mock

import pytest

from steadfast.apps.commitments import nudges
from steadfast.apps.commitments.checks import drift, waits
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.queries import today
from steadfast.apps.desk import operations
from steadfast.apps.desk.checks import tickets
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.standing import four_numbers
from steadfast.apps.identity.models import Party
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, fresh, kinds, owed
from tests.apps.desk.pages import browser, page, read

HOUR = 3600


def asked(desk: Desk, **also: Any) -> Ticket:
    """Return Ines' ticket that waits for Amara's list from Monday 11:00 to 17:00."""
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:30"))
    said = {"reason": "client", "on_person_id": factories.contact().pk, "expires_at": at(2, "17:00"), **also}
    operations.wait(ticket.pk, words="list of phones", actor=desk.ines, now=at(2, "11:00"), **said)
    return ticket


def first(desk: Desk, now: datetime) -> list[str]:
    """Return what Today tells Ines before her promises."""
    return [nudge.what for nudge in nudges.of(desk.ines, now)]


def sound() -> bool:
    return [str(found) for check in (drift.check, tickets.check, waits.check) for found in check()] == []


def test_half_way_in_open_hours_the_owner_is_told_to_ask_again(desk: Desk) -> None:
    asked(desk)
    assert Wait.objects.get().remind_at == at(2, "14:00")
    assert first(desk, at(2, "13:59")) == []
    assert first(desk, at(2, "14:00")) == ["Ask Amara Ruiz again: list of phones"]
    assert list(nudges.of(desk.kofi, at(2, "14:00"))) == []
    assert "Ask Amara Ruiz again: list of phones" in read(cast.INES, "/", at(2, "14:00"))


def test_one_button_of_today_notes_that_it_was_asked_again(desk: Desk) -> None:
    ticket = asked(desk)
    with mock.patch.object(clock, "now", return_value=at(2, "14:00")):
        answer = browser(cast.INES).post(f"/tickets/{ticket.subject.number}/wait/again/", {"to": "today"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    wait = Wait.objects.get()
    assert (wait.reminded, wait.remind_at) == (1, at(2, "15:30"))
    assert first(desk, at(2, "14:30")) == []
    assert "asked again" in page(cast.INES, ticket, at(2, "14:30"))
    assert sound()


def test_how_it_was_asked_stays_inside(desk: Desk) -> None:
    ticket = asked(desk)
    operations.ask_again(ticket.pk, words="By phone, her mailbox is full", actor=desk.ines, now=at(2, "14:00"))
    assert "her mailbox is full" in page(cast.INES, ticket, at(2, "14:30"))
    assert "mailbox is full" not in page(cast.KESTREL, ticket, at(2, "14:30"))


def test_verify_counts_how_often_it_was_asked(desk: Desk) -> None:
    asked(desk)
    Wait.objects.update(reminded=3)
    assert [found.what for found in waits.check()] == ["asked again 3 times, its events tell of 0"]


def test_what_comes_back_stands_first_until_somebody_takes_it_up(desk: Desk) -> None:
    ticket = asked(desk)
    operations.expire_wait(ticket.pk, now=at(2, "17:01"))
    assert first(desk, at(3, "09:00")) == ["Came back: the wait for Amara Ruiz is over"]
    operations.note(ticket.pk, text="I call her.", actor=desk.ines, now=at(3, "09:05"))
    assert first(desk, at(3, "09:06")) == []


def test_a_contact_says_by_when_on_their_own_page(desk: Desk) -> None:
    ticket = asked(desk)
    assert "By when?" in read(cast.KESTREL, "/portal/", at(2, "11:30"))
    address = f"/portal/tickets/{ticket.subject.number}/dates/"
    with mock.patch.object(clock, "now", return_value=at(2, "11:30")):
        amara = browser(cast.KESTREL)
        late = amara.post(address, {"yes_at": "2026-03-01T12:00"})
        assert late.status_code == 422
        assert "That has passed" in late.content.decode()
        assert browser(cast.INES).post(address, {"yes_at": "2026-03-03T12:00"}).status_code == 403
        assert amara.post(address, {"yes_at": "2026-03-03T12:00"}).status_code == 302
    answer = owed(ticket, "answer")
    assert (answer.direction, answer.due_at, answer.owner_id) == ("theirs", at(3, "12:00"), factories.contact().pk)
    assert Wait.objects.get().expires_at == at(3, "12:00")
    assert "promised “list of phones” by" in page(cast.INES, ticket, at(2, "12:00"))
    assert sound()


def with_answers(desk: Desk) -> Ticket:
    """Return a waiting ticket of Marlow Freight, whose agreement says that they answer within 2 h."""
    answer = {"targets": {"P3": 2 * HOUR}, "starts": "asked", "stops": "answered", "pauses_on": [], "clause": "§5"}
    body = {**factories.STANDARD, "kinds": {**factories.STANDARD["kinds"], "answer": answer}}
    factories.agreement("Both ways", of=factories.client(cast.MARLOW), body=body)
    ticket = desk.open(of=cast.MARLOW)
    until = at(3, "17:00")
    operations.wait(
        ticket.pk, reason="client", words="the gate code", expires_at=until, actor=desk.ines, now=at(2, "11:00")
    )
    return ticket


def test_a_clause_makes_the_answer_theirs_at_once(desk: Desk) -> None:
    ticket = with_answers(desk)
    answer = owed(ticket, "answer")
    assert (answer.direction, answer.due_at, answer.owner_id) == ("theirs", at(2, "13:00"), ticket.contact_id)
    assert answer.terms is not None
    assert answer.terms.body["clause"] == "§5"
    assert Wait.objects.get().answer_id == answer.pk
    assert "by the agreement they owe “the gate code” by" in page(cast.INES, ticket, at(2, "11:30"))
    assert sound()


def test_an_answer_keeps_what_a_clause_asks_even_when_the_wait_is_over(desk: Desk) -> None:
    ticket = with_answers(desk)
    operations.expire_wait(ticket.pk, now=at(3, "17:01"))
    operations.hear(ticket.pk, text="It is 4711.", actor=desk.ines, now=at(4, "09:00"))
    assert owed(ticket, "answer").verdict == "kept late"
    assert sound()


def test_without_such_a_clause_it_stays_a_request(desk: Desk) -> None:
    asked(desk)
    assert not Commitment.objects.filter(direction="theirs").exists()


def behind(desk: Desk) -> Ticket:
    """Return Ines' ticket that waits for Bluefin Networks, who promised a switch by Wednesday noon."""
    ticket = asked(desk, reason="supplier", on_person_id=None, supplier="Bluefin Networks", expires_at=at(6, "17:00"))
    operations.supplier_promised(
        ticket.pk, due_at=at(4, "12:00"), words="a new switch", actor=desk.ines, now=at(2, "12:00")
    )
    return ticket


def test_a_suppliers_promise_stands_behind_ours(desk: Desk) -> None:
    ticket = behind(desk)
    theirs = Commitment.objects.get(direction="theirs")
    assert theirs.behind_id == owed(ticket, "resolution").pk
    assert (theirs.debtor.name, theirs.debtor.kind, theirs.creditor_id) == ("Bluefin Networks", "supplier", PRACTICE_ID)
    assert owed(ticket, "resolution").due_at == at(5, "10:00")  # the agreement stops our clock for no supplier
    text = page(cast.INES, ticket, at(2, "15:00"))
    assert "Our own clock goes on" in text
    assert "noted that Bluefin Networks promised “a new switch” by" in text
    assert [shown.row.pk for shown in today.today(desk.ines, now=at(2, "15:00")).owed] == [theirs.pk]
    assert sound()


def test_the_deadline_says_what_stands_behind_it_and_when_that_is_late(desk: Desk) -> None:
    ticket = behind(desk)
    operations.reply(ticket.pk, text="We wait for a switch.", actor=desk.ines, now=at(2, "12:30"))
    assert "Behind ours: Bluefin Networks by Wed 12:00" in page(cast.INES, ticket, at(2, "15:00"))
    assert "Behind ours: Bluefin Networks is late, promised for today 12:00" in page(cast.INES, ticket, at(4, "15:00"))


def test_the_client_neither_sees_nor_owes_what_a_supplier_promised(desk: Desk) -> None:
    ticket = behind(desk)
    assert "Bluefin" not in page(cast.KESTREL, ticket, at(2, "15:00"))
    numbers = four_numbers(factories.client(), desk.ines, now=at(5, "09:00"))["theirs"]
    assert numbers.open_late == 0


def test_the_same_name_is_the_same_supplier(desk: Desk) -> None:
    behind(desk)
    asked(desk, reason="supplier", on_person_id=None, supplier=" bluefin  networks ")
    assert Party.objects.filter(kind="supplier").count() == 1


def test_a_promise_needs_a_supplier_to_give_it(desk: Desk) -> None:
    ticket = asked(desk, reason="supplier", on_person_id=None)
    with pytest.raises(Refused, match="which supplier"):
        operations.supplier_promised(ticket.pk, due_at=at(4, "12:00"), actor=desk.ines, now=at(2, "12:00"))
    with pytest.raises(Refused, match="wait for one first"):
        operations.supplier_promised(desk.open().pk, due_at=at(4, "12:00"), actor=desk.ines, now=at(2, "12:00"))


def test_what_the_supplier_brought_ends_the_wait(desk: Desk) -> None:
    ticket = behind(desk)
    operations.keep_word(ticket.pk, owed(ticket, "promise").pk, actor=desk.ines, now=at(4, "11:00"))
    assert fresh(ticket).state == "in progress"
    assert Commitment.objects.get(direction="theirs").verdict == "kept"


def test_both_figures_are_shown_where_a_wait_stopped_our_clock(desk: Desk) -> None:
    ticket = asked(desk)
    operations.reply(ticket.pk, text="Thank you.", actor=desk.ines, now=at(2, "11:30"))
    text = page(cast.INES, ticket, at(2, "12:00"))
    assert "By the agreement due Thu 16:00; as Kestrel Dental feels it, without the waits, Thu 10:00." in text
    theirs = page(cast.KESTREL, ticket, at(2, "12:00"))
    assert "as you feel it, without the waits, Thu 10:00." in theirs
    assert "Kestrel Dental feels" not in theirs
    assert "wait.begun" in kinds(ticket)
