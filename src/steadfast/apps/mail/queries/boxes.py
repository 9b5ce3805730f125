"""Boxes as somebody may see them, and how each is. `boxes_visible_to` is the only door."""

from django.db.models import Count, Q, QuerySet

from steadfast.apps.mail.models import Box, Sent
from steadfast.foundation.actor import Actor


def boxes_visible_to(actor: Actor) -> QuerySet[Box]:
    """Return the boxes to who manages mail."""
    return Box.objects.all() if actor.client_id is None and actor.may("mail.manage") else Box.objects.none()


def in_trouble() -> QuerySet[Box]:
    """Return the boxes that cannot be read now, the longest first."""
    return Box.objects.exclude(trouble="").filter(paused_at=None).order_by("trouble_since")


def tally(box: Box) -> dict[str, int]:
    """Return how many mails of a box wait, failed and came back."""
    states = {state: Count("pk", filter=Q(state=state)) for state in ("queued", "failed", "bounced")}
    found: dict[str, int] = Sent.objects.filter(box=box).aggregate(**states)
    return found
