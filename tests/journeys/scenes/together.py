"""Scenes of tickets that belong together."""

from datetime import datetime, timedelta

from steadfast.apps.desk import operations
from steadfast.apps.desk.operations.canning import Canned, make_canned
from tests import cast, factories


def one_thing_twice(*, now: datetime) -> None:
    """Amara called about the phones and Ines took it; then she wrote again. Theo keeps a canned reply."""
    ines, theo = (factories.actor(factories.member(who)) for who in (cast.INES, cast.THEO))
    phones = factories.ticket(now=now - timedelta(minutes=20))
    operations.take(phones.pk, actor=ines, now=now - timedelta(minutes=19))
    factories.ticket("Phones again", now=now - timedelta(minutes=5))
    text = "Good morning {{first name}},\n\nwe work on {{ticket}}. {{owner}}, {{practice}}"
    make_canned(Canned(name="We work on it", text=text), actor=theo, now=now)
