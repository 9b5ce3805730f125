"""Who takes a ticket answers for all that we owe on it."""

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations
from tests.apps.desk.desk import Desk, at, fresh, kinds


def test_the_taker_owns_the_ticket_and_our_open_promises(desk: Desk) -> None:
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.kofi, now=at(2, "10:05"))
    taken = fresh(ticket)
    assert (taken.owner_id, taken.taken_at, taken.state) == (desk.kofi.person_id, at(2, "10:05"), "in progress")
    owners = Commitment.objects.filter(subject_id=ticket.pk).values_list("owner_id", flat=True)
    assert set(owners) == {desk.kofi.person_id}


def test_taking_twice_writes_once(desk: Desk) -> None:
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.kofi, now=at(2, "10:05"))
    operations.take(ticket.pk, actor=desk.kofi, now=at(2, "10:06"))
    assert kinds(ticket).count("ticket.taken") == 1
    assert fresh(ticket).taken_at == at(2, "10:05")


def test_what_is_done_already_keeps_the_owner_who_did_it(desk: Desk) -> None:
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    operations.reply(ticket.pk, text="On it.", actor=desk.ines, now=at(2, "10:06"))
    operations.take(ticket.pk, actor=desk.kofi, now=at(2, "11:00"))
    owner = {row.kind: row.owner_id for row in Commitment.objects.filter(subject_id=ticket.pk)}
    assert owner == {"first response": desk.ines.person_id, "resolution": desk.kofi.person_id}
