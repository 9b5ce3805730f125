"""Who calls: contacts by a number or a name as it is typed. Numbers compare by their last digits."""

from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Person
from steadfast.domain.calls import number as numbers
from steadfast.foundation.actor import Actor

OFFERED = 8
BETWEEN = " -()/.+"  # what people write between digits


def _digits() -> Combinable:
    found: Combinable = F("phone")
    for sign in BETWEEN:
        found = Replace(found, Value(sign), Value(""))
    return found


def contacts() -> QuerySet[Any]:
    """Return the contacts of the clients that we serve, with the `digits` of their numbers."""
    served = Client.objects.filter(retired_at=None).values("pk")
    rows = Person.objects.filter(party_id__in=served, left_at=None).select_related("party__client")
    return rows.annotate(digits=_digits())


def of_number(number: str) -> list[Person]:
    """Return the contacts who have a number, by name."""
    wanted = numbers.key(number)
    if not wanted:
        return []
    exact = len(wanted) < numbers.LEAST
    rows = contacts().filter(digits=wanted) if exact else contacts().filter(digits__endswith=wanted)
    return list(rows.order_by("name", "pk")[:OFFERED])


def typed(words: str, actor: Actor) -> list[Person]:
    """Return the contacts whom somebody means who types a number or a name, of the clients that they may see."""
    words = words.replace("\0", "").strip()[:200]
    if len(words) < 2:
        return []
    rows = contacts().filter(party_id__in=clients.visible_to(actor).values("pk"))
    if numbers.is_number(words):
        return list(rows.filter(digits__contains=numbers.key(words)).order_by("name", "pk")[:OFFERED])
    alike = Q(name__icontains=words) | Q(party__name__icontains=words)
    return list(rows.filter(alike).order_by("name", "pk")[:OFFERED])


def find(person_id: int, actor: Actor) -> Person | None:
    """Return a contact whom the actor may see."""
    rows = clients.contacts_visible_to(actor).filter(left_at=None)
    return rows.select_related("party__client").filter(pk=person_id).first()
