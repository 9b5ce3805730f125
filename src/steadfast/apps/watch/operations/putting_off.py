"""Put a sign off: its person has seen it and does not want it on their Today before tomorrow."""

from datetime import datetime

from steadfast.apps.watch.models import Sign


def put_off(sign: Sign, *, until: datetime) -> None:
    """Keep a sign off its person's Today until then. It stays on the page of all signs, which says so."""
    Sign.objects.filter(pk=sign.pk).update(later_until=until)
