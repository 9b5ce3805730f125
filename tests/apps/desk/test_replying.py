"""The first public reply is the first response; a promised update is owed like anything else."""

import pytest

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Message
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import events
from tests.apps.desk.desk import Desk, at, fresh, kinds, owed


def test_the_first_public_reply_is_the_first_response_with_itself_as_evidence(desk: Desk) -> None:
    ticket = desk.open()
    operations.reply(ticket.pk, text="I look at it now.", actor=desk.ines, now=at(2, "10:25"))
    response = owed(ticket, "first response")
    assert (response.verdict, response.done_at) == ("kept", at(2, "10:25"))
    assert response.evidence_event == Message.objects.get(kind="public").event
    assert fresh(ticket).first_response_at == at(2, "10:25")
    assert fresh(ticket).last_said_by == "us"
    assert fresh(ticket).next_due_at == owed(ticket, "resolution").due_at


def test_a_note_inside_is_no_response(desk: Desk) -> None:
    ticket = desk.open()
    operations.note(ticket.pk, text="Looks like the switch.", actor=desk.ines, now=at(2, "10:10"))
    assert owed(ticket, "first response").verdict == "open"
    assert fresh(ticket).first_response_at is None
    assert fresh(ticket).last_said_by == "client"


def test_a_late_reply_is_kept_late(desk: Desk) -> None:
    ticket = desk.open()
    operations.reply(ticket.pk, text="Sorry for the wait.", actor=desk.ines, now=at(2, "14:01"))
    assert owed(ticket, "first response").verdict == "kept late"


def test_each_promised_update_is_one_commitment_and_the_next_reply_keeps_it(desk: Desk) -> None:
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    operations.reply(
        ticket.pk, text="More before noon.", next_update_at=at(2, "12:00"), actor=desk.ines, now=at(2, "10:30")
    )
    first = owed(ticket, "next update")
    assert (first.due_at, first.owner_id, first.verdict) == (at(2, "12:00"), desk.ines.person_id, "open")
    assert fresh(ticket).next_due_at == at(2, "12:00")
    operations.reply(ticket.pk, text="Found it.", next_update_at=at(2, "15:00"), actor=desk.kofi, now=at(2, "11:50"))
    first.refresh_from_db()
    assert first.verdict == "kept"
    assert owed(ticket, "next update").due_at == at(2, "15:00")
    assert Commitment.objects.filter(kind="next update").count() == 2


def test_an_update_cannot_be_promised_for_the_past(desk: Desk) -> None:
    ticket = desk.open()
    with pytest.raises(Refused, match="ahead"):
        operations.reply(ticket.pk, text="Soon.", next_update_at=at(2, "09:00"), actor=desk.ines, now=at(2, "10:30"))
    assert not Message.objects.filter(kind="public").exists()
    assert owed(ticket, "first response").verdict == "open"


def test_the_event_keeps_a_digest_of_the_text_and_never_the_text(desk: Desk) -> None:
    ticket = desk.open()
    operations.reply(ticket.pk, text="The password is tide-lantern.", actor=desk.ines, now=at(2, "10:25"))
    message = Message.objects.select_related("event__text").get(kind="public")
    assert "tide-lantern" not in message.event.text.body
    assert events.attests(message.event.text, "text", "The password is tide-lantern.")


def test_nothing_is_said_on_a_closed_ticket(desk: Desk) -> None:
    ticket = desk.open()
    operations.resolve(ticket.pk, actor=desk.ines, now=at(2, "11:00"))
    operations.close(ticket.pk, actor=desk.ines, now=at(2, "11:01"))
    with pytest.raises(Refused, match="closed"):
        operations.reply(ticket.pk, text="Hello?", actor=desk.ines, now=at(2, "12:00"))
    assert kinds(ticket)[-1] == "ticket.closed"
