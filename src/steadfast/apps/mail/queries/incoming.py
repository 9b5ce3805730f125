"""Mail that came, as somebody may see it, and what of it is not read yet."""

from datetime import datetime

from steadfast.apps.mail.models import HELD, Incoming, Raw

SWEEP = 500


def unread(*, before: datetime) -> list[int]:
    """Return mails that were kept before an instant and not read, the oldest first, at most SWEEP."""
    rows = Raw.objects.filter(incoming=None, came_at__lt=before).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:SWEEP])


def held() -> list[int]:
    """Return the mails that wait for somebody or could not be read, the oldest first."""
    return list(Incoming.objects.filter(outcome__in=HELD).order_by("came_at", "pk").values_list("pk", flat=True))
