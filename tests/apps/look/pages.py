"""Small templates rendered as a page would, for the tests of the tags."""

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from django.template import Context, Template
from django.test import RequestFactory

from steadfast.foundation.actor import Actor

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
NORA = Actor(1, 1, "Nora", frozenset({"tickets.view"}), zone="Europe/Berlin")


def render(template: str, now: datetime = NOW, **context: Any) -> str:
    """Return what Nora, who lives in Berlin, sees of a template at NOW."""
    request = RequestFactory().get("/tickets/")
    request.actor = NORA  # type: ignore[attr-defined]
    return Template(template).render(Context({"request": request, "now": now, **context}))


def parsed(markup: str) -> ElementTree.Element:
    """Return markup as a tree; broken or unescaped markup fails here."""
    return ElementTree.fromstring(markup)
