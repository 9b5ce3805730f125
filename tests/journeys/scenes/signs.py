"""A client of Ines waits for an answer and Kofi mentions her, the watch has looked; or a client lies for a week."""

from datetime import datetime, timedelta

from steadfast.apps.desk import operations as desk
from steadfast.apps.watch import operations as watch
from steadfast.foundation.jobs import delivering
from tests import cast, factories


def unanswered(*, now: datetime) -> None:
    """Open two tickets a week ago; on one Amara wrote last, on the other Kofi mentions Ines."""
    then = now - timedelta(days=7)
    ines, kofi = factories.actor(factories.member(cast.INES)), factories.actor(factories.member(cast.KOFI))
    made = [factories.ticket(title, now=then) for title in ("Phones drop the line", "Scanner at reception")]
    for ticket in made:
        desk.take(ticket.pk, actor=ines, now=then)
        desk.reply(ticket.pk, text="Looking into it.", actor=ines, now=then + timedelta(minutes=1))
    desk.hear(made[0].pk, text="Any news?", actor=kofi, now=then + timedelta(minutes=2))
    desk.note(made[1].pk, text="@Ines the driver is on the share", actor=kofi, now=now - timedelta(minutes=9))
    watch.look(now=now)
    while delivering.deliver_due(owner="scene", now=now):
        pass


def neglected(*, now: datetime) -> None:
    """Let three tickets of Kestrel Dental lie for a week."""
    for title in ("Phones drop the line", "Scanner at reception", "Gray screen"):
        factories.ticket(title, now=now - timedelta(days=7))
