"""What keeps a member from leaving: whatever they still answer for. Higher apps register what they know of.

A hold says how much of what ("3 open tickets") and which page lists it, so that the message can lead there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from steadfast.apps.identity.models import Absence, Team
from steadfast.domain.language import say


@dataclass(frozen=True)
class Hold:
    words: str
    url: str


_sources: dict[str, Callable[[int], Hold | None]] = {}


def register(name: str, source: Callable[[int], Hold | None]) -> None:
    """Ask `source` about a person's id before they leave; it returns a hold, or None when nothing holds them."""
    _sources[name] = source


def of(person_id: int) -> list[Hold]:
    """Return all that the person still answers for."""
    return [hold for source in (_duties, _deputies, *_sources.values()) if (hold := source(person_id)) is not None]


def _duties(person_id: int) -> Hold | None:
    names = list(Team.objects.filter(duty_owner_id=person_id).order_by("name").values_list("name", flat=True))
    return Hold(say("the duty of %(teams)s", teams=", ".join(names)), "/people/") if names else None


def _deputies(person_id: int) -> Hold | None:
    """Who is away, or will be, counts on their deputy."""
    rows = Absence.objects.filter(deputy_id=person_id, cancelled_at=None, returned_at=None).select_related("person")
    first = rows.order_by("starts_at").first()
    if first is None:
        return None
    words = say("%(name)s while they are away", name=first.person.name)
    return Hold(words, reverse("identity:absences", args=[first.person_id]))
