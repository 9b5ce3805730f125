"""What agreements does when something else has happened."""

from datetime import datetime
from typing import Any

from django.utils import translation

from steadfast.apps.agreements import operations
from steadfast.foundation import outbox
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event


@outbox.subscribe("practice.founded", "agreements.found")
def found(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Give a new practice its first calendar and agreement, in force from its founding, named in its language."""
    with translation.override(data.get("language", "en")):
        operations.found(data["zone"], valid_from=event.at, actor=SYSTEM, now=now)
