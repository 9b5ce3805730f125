"""Waiting: for a client who answered, for one who said yes to a date, and for a supplier."""

from steadfast.apps.demo.operations.day import HOUR, MINUTE, Day, member, open_for
from steadfast.apps.desk import operations as desk
from steadfast.apps.identity.models import Person


def waited_and_went_on(day: Day) -> None:
    """A clock that stood still for an hour and a half while the client looked something up."""
    ines = member("Ines")
    lena = Person.objects.get(name="Lena Brandt")
    ticket = open_for(
        day, "Old Mill Bakery", "Lena Brandt", "Mailboxes of the shop arrive twice",
        "Since Friday the shop gets every mail twice.", 9 * HOUR, impact=2, urgency=2,
    )  # fmt: skip
    desk.take(ticket, actor=ines, now=day.ago(9 * HOUR - 10 * MINUTE))
    desk.wait(
        ticket, reason="client", words="the list of accounts", on_person_id=lena.pk, expires_at=day.ahead(2 * HOUR),
        text="Could you send me the list of accounts that are concerned?", actor=ines, now=day.ago(8 * HOUR),
    )  # fmt: skip
    desk.hear(
        ticket, text="Here is the list. Shop and bakery both get everything twice.", by_person_id=lena.pk, how="mail",
        actor=ines, now=day.ago(6 * HOUR + 30 * MINUTE),
    )  # fmt: skip
    desk.reply(
        ticket, text="The second delivery comes from an old forwarding rule. I remove it and watch it for a while.",
        next_update_at=day.ahead(3 * HOUR), actor=ines, now=day.ago(5 * HOUR),
    )  # fmt: skip


def their_yes(day: Day) -> None:
    """A client who said yes to a date: what we asked for is their commitment now."""
    kofi = member("Kofi")
    okafor = Person.objects.get(name="Sam Okafor")
    ticket = open_for(
        day, "Marlow Freight", "Sam Okafor", "New switch at the depot asks for a password",
        "The new switch is in the rack, but we cannot reach its settings.", 5 * HOUR, impact=2, urgency=2,
    )  # fmt: skip
    desk.take(ticket, actor=kofi, now=day.ago(5 * HOUR - 20 * MINUTE))
    desk.wait(
        ticket, reason="client", words="Sam Okafor sends the switch password", on_person_id=okafor.pk,
        expires_at=day.ahead(30 * HOUR), text="The password is on a label under the switch. When can you look?",
        actor=kofi, now=day.ago(4 * HOUR),
    )  # fmt: skip
    desk.say_yes(ticket, due_at=day.ahead(12 * HOUR), actor=kofi, now=day.ago(3 * HOUR))


def on_a_supplier(day: Day) -> None:
    """Waiting on a supplier, which does not stop the client's clock; and a promise made in a conversation."""
    theo = member("Theo")
    ticket = open_for(
        day, "Old Mill Bakery", "Lena Brandt", "Phone line of the bakery crackles",
        "Orders by phone are hard to understand.", 7 * HOUR, impact=2, urgency=3,
    )  # fmt: skip
    desk.take(ticket, actor=theo, now=day.ago(7 * HOUR - 15 * MINUTE))
    desk.wait(
        ticket, reason="supplier", words="the line test of the phone company", expires_at=day.ahead(10 * HOUR),
        text="The phone company tests the line. I keep at it.", actor=theo, now=day.ago(6 * HOUR),
    )  # fmt: skip
    desk.promise(
        ticket, what="Call Lena Brandt with the result of the line test", due_at=day.ahead(8 * HOUR), actor=theo,
        now=day.ago(2 * HOUR),
    )  # fmt: skip
