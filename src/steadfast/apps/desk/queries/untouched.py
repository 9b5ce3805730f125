"""Tickets that came by import and that nobody here has touched since: a backlog to sort once, not one by one."""

from django.db.models import Exists, OuterRef, Q

from steadfast.foundation.models import Event


def untouched() -> Q:
    """Return the condition of such a ticket; what its source told is no touch, nor what goes by itself."""
    later = Event.objects.filter(subject=OuterRef("pk"), actor_id__isnull=False, pk__gt=OuterRef("source_told"))
    return Q(batch__isnull=False, source_told__isnull=False) & ~Q(Exists(later))
