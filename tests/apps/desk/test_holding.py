"""Two people on one ticket never overwrite each other, and a button pressed twice acts once."""

import uuid

import pytest

from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Message
from steadfast.apps.desk.operations import Changed, Seen, SentBefore
from steadfast.apps.desk.queries import find
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, fresh, kinds


def test_a_form_that_is_out_of_date_writes_nothing(desk: Desk) -> None:
    ticket = desk.open()
    shown = Seen(version=fresh(ticket).version)
    operations.reply(ticket.pk, text="I have it.", seen=shown, actor=desk.ines, now=at(2, "10:10"))
    with pytest.raises(Changed):
        operations.reply(ticket.pk, text="Me too.", seen=shown, actor=desk.kofi, now=at(2, "10:11"))
    assert list(Message.objects.filter(kind="public").values_list("text", flat=True)) == ["I have it."]


def test_a_form_sent_twice_says_it_once(desk: Desk) -> None:
    ticket = desk.open()
    form = Seen(version=fresh(ticket).version, key=uuid.uuid4())
    operations.reply(ticket.pk, text="On it.", seen=form, actor=desk.ines, now=at(2, "10:10"))
    with pytest.raises(SentBefore):
        operations.reply(ticket.pk, text="On it.", seen=form, actor=desk.ines, now=at(2, "10:10"))
    assert kinds(ticket).count("ticket.replied") == 1


def test_every_write_moves_the_version_and_an_idle_one_does_not(desk: Desk) -> None:
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    version = fresh(ticket).version
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:06"))
    assert fresh(ticket).version == version
    operations.note(ticket.pk, text="hm", actor=desk.ines, now=at(2, "10:07"))
    assert fresh(ticket).version == version + 1


def test_what_is_refused_leaves_no_trace(desk: Desk) -> None:
    ticket = desk.open()
    before = kinds(ticket), fresh(ticket).version
    with pytest.raises(Exception, match="ahead"):
        operations.reply(
            ticket.pk, text="x", next_update_at=at(1, "9:00"), seen=Seen(key=uuid.uuid4()), actor=desk.ines,
            now=at(2, "10:00"),
        )  # fmt: skip
    assert (kinds(ticket), fresh(ticket).version) == before


def test_a_contact_finds_only_tickets_of_their_own_client(desk: Desk) -> None:
    ticket = desk.open()
    amara, jo = (factories.actor(factories.contact(of)) for of in (cast.KESTREL, cast.MARLOW))
    assert find(ticket.subject.number, amara) == ticket
    assert find(ticket.subject.number, jo) is None
    assert find(ticket.subject.number, desk.ines) == ticket
