"""Finished work: a promise that was kept, and one that was kept late."""

from steadfast.apps.demo.operations.day import HOUR, MINUTE, Day, member, open_for
from steadfast.apps.desk import operations as desk


def kept(day: Day) -> None:
    """Resolved in time and confirmed by the client."""
    kofi = member("Kofi")
    ticket = open_for(
        day, "Old Mill Bakery", "Lena Brandt", "Till in the shop loses its card terminal",
        "Customers cannot pay by card.", 26 * HOUR, impact=1, urgency=2,
    )  # fmt: skip
    desk.take(ticket, actor=kofi, now=day.ago(26 * HOUR - 3 * MINUTE))
    desk.resolve(
        ticket, text="The terminal has a fixed address now and stays connected.", actor=kofi,
        now=day.ago(23 * HOUR),
    )  # fmt: skip
    desk.confirm(ticket, actor=kofi, now=day.ago(20 * HOUR))


def kept_late(day: Day) -> None:
    """Resolved over an hour after it was due, and waiting for the client's yes."""
    ines = member("Ines")
    ticket = open_for(
        day, "Kestrel Dental", "Amara Ruiz", "X-ray workstation prints blank pages",
        "Blank pages since this morning; patients wait for their pictures.", 22 * HOUR, impact=2, urgency=1,
    )  # fmt: skip
    desk.take(ticket, actor=ines, now=day.ago(22 * HOUR - 5 * MINUTE))
    desk.reply(
        ticket, text="I am on it. The driver changed over night.", actor=ines, now=day.ago(22 * HOUR - 20 * MINUTE)
    )
    desk.resolve(
        ticket, text="The old driver is back and pictures print. It took longer than promised; I am sorry for that.",
        actor=ines, now=day.ago(22 * HOUR - 9 * HOUR - 10 * MINUTE),
    )  # fmt: skip
