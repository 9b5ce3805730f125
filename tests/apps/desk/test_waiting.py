"""A wait is a request with an end; it stops the clocks whose terms say so, and becomes theirs by a yes."""

from collections.abc import Mapping
from typing import Any

import pytest

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Ticket
from steadfast.domain.commitment.lifecycle import Refused
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, fresh, kinds, owed
from tests.apps.desk.pages import source, words


def waiting(desk: Desk, until: str = "17:00", **also: object) -> Ticket:
    """Return a ticket that waits for Amara from Monday 11:00."""
    ticket = desk.open()
    operations.wait(
        ticket.pk,
        reason="client",
        words="list of phones",
        expires_at=at(2, until),
        on_person_id=factories.contact().pk,
        actor=desk.ines,
        now=at(2, "11:00"),
        **also,  # type: ignore[arg-type]
    )
    return ticket


def test_a_wait_for_the_client_stops_the_resolution_and_not_the_first_response(desk: Desk) -> None:
    ticket = waiting(desk)
    assert fresh(ticket).state == "waiting"
    assert owed(ticket, "first response").due_at == at(2, "14:00")
    assert owed(ticket, "resolution").due_at == at(5, "16:00")


def test_a_request_is_no_commitment_of_theirs(desk: Desk) -> None:
    waiting(desk)
    assert not Commitment.objects.filter(direction="theirs").exists()


def test_what_is_asked_in_public_is_a_reply(desk: Desk) -> None:
    ticket = waiting(desk, text="Could you send me the list of phones?")
    assert owed(ticket, "first response").verdict == "kept"


def test_what_they_say_ends_the_wait_and_the_clock_runs_on(desk: Desk) -> None:
    ticket = waiting(desk)
    operations.hear(ticket.pk, text="Here is the list.", actor=desk.ines, now=at(2, "13:00"))
    assert fresh(ticket).state == "in progress"
    assert fresh(ticket).last_said_by == "client"
    assert owed(ticket, "resolution").due_at == at(5, "12:00")


def test_a_wait_for_a_supplier_goes_on_when_the_client_speaks(desk: Desk) -> None:
    ticket = desk.open()
    operations.wait(
        ticket.pk, reason="supplier", words="a switch", expires_at=at(4, "12:00"), actor=desk.ines, now=at(2, "11:00")
    )
    assert owed(ticket, "resolution").due_at == at(5, "10:00")
    operations.hear(ticket.pk, text="When does it come?", actor=desk.ines, now=at(2, "13:00"))
    assert fresh(ticket).state == "waiting"


def test_words_that_are_no_answer_leave_the_wait(desk: Desk) -> None:
    ticket = waiting(desk)
    operations.hear(ticket.pk, text="I am in a meeting.", answered=False, actor=desk.ines, now=at(2, "13:00"))
    assert fresh(ticket).state == "waiting"


def test_their_yes_to_a_date_makes_it_theirs_and_their_answer_keeps_it(desk: Desk) -> None:
    ticket = waiting(desk)
    operations.say_yes(ticket.pk, due_at=at(3, "12:00"), actor=desk.ines, now=at(2, "11:30"))
    answer = owed(ticket, "answer")
    assert (answer.direction, answer.owner_id, answer.what) == ("theirs", factories.contact().pk, "list of phones")
    assert Wait.objects.get().expires_at == at(3, "12:00")
    operations.hear(ticket.pk, text="Here it is.", actor=desk.ines, now=at(3, "10:00"))
    answer.refresh_from_db()
    assert answer.verdict == "kept"
    assert Wait.objects.get().until == at(3, "10:00")


def test_a_word_they_kept_can_be_said_without_a_message(desk: Desk) -> None:
    ticket = waiting(desk)
    operations.say_yes(ticket.pk, due_at=at(3, "12:00"), actor=desk.ines, now=at(2, "11:30"))
    operations.keep_word(ticket.pk, owed(ticket, "answer").pk, actor=desk.ines, now=at(3, "12:01"))
    assert owed(ticket, "answer").verdict == "kept late"
    assert fresh(ticket).state == "in progress"


def test_nobody_says_yes_to_nothing(desk: Desk) -> None:
    ticket = desk.open()
    with pytest.raises(Refused, match="ask nothing"):
        operations.say_yes(ticket.pk, due_at=at(3, "12:00"), actor=desk.ines, now=at(2, "11:30"))


def test_a_wait_ends_by_itself_at_its_expiry_and_not_before(desk: Desk) -> None:
    ticket = waiting(desk, "13:00")
    assert not operations.expire_wait(ticket.pk, now=at(2, "12:59"))
    assert operations.expire_wait(ticket.pk, now=at(2, "13:05"))
    assert Wait.objects.get().until == at(2, "13:00")
    assert fresh(ticket).state == "in progress"
    assert owed(ticket, "resolution").due_at == at(5, "12:00")
    assert kinds(ticket)[-3:] == ["ticket.wait_expired", "wait.ended", "commitment.restamped"]
    assert not operations.expire_wait(ticket.pk, now=at(2, "13:06"))


def test_one_waits_for_one_thing_at_a_time(desk: Desk) -> None:
    ticket = waiting(desk)
    with pytest.raises(Refused, match="waiting already"):
        operations.wait(
            ticket.pk, reason="client", words="more", expires_at=at(3, "9:00"), actor=desk.ines, now=at(2, "12:00")
        )


def shown(ticket: Ticket) -> str:
    return source(cast.INES, f"/tickets/{ticket.subject.number}/", at(2, "11:00"))


def of_marlow(desk: Desk, kinds: Mapping[str, Any]) -> Ticket:
    factories.agreement("Marlow", of=factories.client(cast.MARLOW), body={**factories.STANDARD, "kinds": kinds})
    return desk.open(of=cast.MARLOW)


def test_an_end_is_proposed_with_what_it_does_to_our_due_time(desk: Desk) -> None:
    text = shown(desk.open())
    assert 'name="expires_at" type="datetime-local" min="2026-03-02T11:00" value="2026-03-03T17:00"' in text
    told = "Resolution falls due Fri 16:00 instead of Thu 10:00 if the client takes until tomorrow 17:00."
    assert told in words(text)


def test_what_the_agreement_says_that_they_owe_us_is_proposed(desk: Desk) -> None:
    answer = {"starts": "asked", "stops": "answered", "targets": {"P3": 4 * 3600}, "pauses_on": [], "clause": "§4"}
    text = shown(of_marlow(desk, {**factories.STANDARD["kinds"], "answer": answer}))
    assert 'value="2026-03-02T15:00"' in text


def test_a_wait_that_puts_nothing_off_says_so(desk: Desk) -> None:
    kinds = {name: {**clause, "pauses_on": []} for name, clause in factories.STANDARD["kinds"].items()}
    text = words(shown(of_marlow(desk, kinds)))
    assert "First response stays due today 14:00 : waiting for the client puts off no due time here." in text
