"""Three tickets of Kestrel Dental on one desk, one of them done."""

from datetime import datetime, timedelta

from steadfast.apps.desk import operations
from tests import cast, factories

TITLES = ("Printer at reception is offline", "Scanner at reception is offline", "Phone at reception is dead")


def of_one_outage(*, now: datetime) -> None:
    """Opened half an hour before now and taken by Ines; the phone is resolved."""
    ines = factories.actor(factories.member(cast.INES))
    for title in TITLES:
        ticket = factories.ticket(title, of=cast.KESTREL, now=now - timedelta(minutes=30))
        operations.take(ticket.pk, actor=ines, now=now - timedelta(minutes=20))
    operations.resolve(ticket.pk, actor=ines, now=now - timedelta(minutes=10))
