"""Work under way: due soon, late, and not taken yet."""

from steadfast.apps.automation.models import CheckItem, Checklist
from steadfast.apps.automation.operations import checking
from steadfast.apps.demo.operations.day import HOUR, MINUTE, Day, member, open_for
from steadfast.apps.desk import operations as desk


def due_soon(day: Day) -> None:
    """A critical incident under way: next update in half an hour, resolution in an hour."""
    kofi = member("Kofi")
    ticket = open_for(
        day, "Marlow Freight", "Jo Marlow", "Scanners at gate 4 lose the network",
        "Nothing leaves the yard while the scanners are down. Please hurry.",
        3 * HOUR, impact=1, urgency=1,
    )  # fmt: skip
    desk.take(ticket, actor=kofi, now=day.ago(3 * HOUR - 4 * MINUTE))
    desk.reply(
        ticket, text="I have it. The access point at gate 4 does not answer; I restart it from here and tell you.",
        next_update_at=day.ago(2 * HOUR), actor=kofi, now=day.ago(3 * HOUR - 9 * MINUTE),
    )  # fmt: skip
    desk.note(ticket, text="Power injector is dead. Spare one is in the depot.", actor=kofi, now=day.ago(140 * MINUTE))
    desk.reply(
        ticket, text="The power injector is broken. A spare one goes in now; I write again when the scanners are back.",
        next_update_at=day.ahead(30 * MINUTE), actor=kofi, now=day.ago(125 * MINUTE),
    )  # fmt: skip
    desk.promise(
        ticket, what="Call Jo Marlow about the hours that the yard stood still", due_at=day.ahead(90 * MINUTE),
        actor=member("Nora"), now=day.ago(100 * MINUTE),
    )  # fmt: skip


def breach(day: Day) -> None:
    """A first response that is 35 minutes late, and still owed."""
    ticket = open_for(
        day, "Kestrel Dental", "Amara Ruiz", "Practice software drops the line",
        "Every ten minutes or so the practice software loses the server, in all three rooms.",
        95 * MINUTE, impact=2, urgency=1,
    )  # fmt: skip
    desk.take(ticket, actor=member("Ines"), now=day.ago(88 * MINUTE))
    desk.note(
        ticket, text="Switch log shows the uplink flapping. Going through the ports now.",
        actor=member("Ines"), now=day.ago(70 * MINUTE),
    )  # fmt: skip


def untouched(day: Day) -> None:
    """New, and nobody has taken it yet: the duty owner answers. Sales has a promise of its own on it."""
    ticket = open_for(
        day, "Kestrel Dental", "Amara Ruiz", "New hygienist needs an account",
        "She starts on the first and needs mail and the practice software.", 20 * MINUTE, impact=3, urgency=3,
        kind="request",
    )  # fmt: skip
    starter = Checklist.objects.get(name="New starter")
    checking.add(ticket, starter.pk, actor=member("Theo"), now=day.ago(19 * MINUTE))
    first = CheckItem.objects.filter(ticket=ticket).earliest("place")
    checking.tick(ticket, first.pk, done=True, actor=member("Theo"), now=day.ago(17 * MINUTE))
    desk.promise(
        ticket, what="Send Amara Ruiz a price for her workstation", due_at=day.ahead(20 * HOUR), actor=member("Mara"),
        now=day.ago(15 * MINUTE),
    )  # fmt: skip
