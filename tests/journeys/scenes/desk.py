"""Scenes of the desk, made by its operations."""

from datetime import datetime, timedelta

from steadfast.apps.desk import operations
from tests import cast, factories


def a_morning(*, now: datetime) -> None:
    """Three tickets: Lena's mailboxes, which Theo answers for on duty; Amara's phones, Ines'; Jo's scanners, Kofi's."""
    ines, kofi = (factories.actor(factories.member(who)) for who in (cast.INES, cast.KOFI))
    factories.ticket("Mailboxes of the shop arrive twice", of=cast.OLD_MILL, now=now - timedelta(hours=2))
    phones = factories.ticket(of=cast.KESTREL, now=now - timedelta(days=4))
    scanners = factories.ticket("Scanners at gate 4 stopped", of=cast.MARLOW, now=now - timedelta(days=1))
    operations.take(phones.pk, actor=ines, now=now - timedelta(days=3))
    operations.take(scanners.pk, actor=kofi, now=now - timedelta(hours=20))
    operations.reply(scanners.pk, text="A new switch is ordered.", actor=kofi, now=now - timedelta(hours=19))
    operations.note(scanners.pk, text="The old one lost its second power supply.", actor=kofi, now=now)
