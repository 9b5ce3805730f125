"""Who calls: contacts by a number or a name as it is typed. Numbers compare by their last digits."""

from typing import Any

from django.db.models import Q, QuerySet

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.person import digits
from steadfast.domain.calls import number as numbers
from steadfast.foundation.actor import Actor

OFFERED = 8


def contacts() -> QuerySet[Any]:
    """Return the contacts of the clients that we serve."""
    served = Client.objects.filter(retired_at=None).values("pk")
    return Person.objects.filter(party_id__in=served, left_at=None).select_related("party__client")


def of_number(number: str) -> list[Person]:
    """Return the contacts who have a number, by name."""
    wanted = numbers.key(number)
    if not wanted:
        return []
    return list(with_number(contacts(), wanted).order_by("name", "pk")[:OFFERED])


def with_number(rows: QuerySet[Any], wanted: str) -> QuerySet[Any]:
    """Return those whose number has this key; a whole one is found by an index, a short one by reading them all."""
    if len(wanted) == numbers.COMPARED or len(wanted) < numbers.LEAST:
        return rows.filter(phone_key=wanted)
    return rows.filter(phone_key__endswith=wanted)


def typed(words: str, actor: Actor) -> list[Person]:
    """Return the contacts whom somebody means who types a number or a name, of the clients that they may see."""
    words = words.replace("\0", "").strip()[:200]
    if len(words) < 2:
        return []
    rows = contacts().filter(party_id__in=clients.visible_to(actor).values("pk"))
    if numbers.is_number(words):
        return _numbered(rows, words)
    alike = Q(name__icontains=words) | Q(party__name__icontains=words)
    return list(rows.filter(alike).order_by("name", "pk")[:OFFERED])


def _numbered(rows: QuerySet[Any], words: str) -> list[Person]:
    """Return whose number it is; while it is typed, whose number holds what is there so far."""
    wanted = numbers.key(words)
    whole = with_number(rows, wanted) if len(wanted) == numbers.COMPARED else rows.none()
    found = list(whole.order_by("name", "pk")[:OFFERED])
    so_far = wanted.lstrip("0")  # of +44 20 …, 0044 20 … or 020 …
    if found or not so_far:
        return found
    part = rows.annotate(digits=digits()).filter(digits__contains=so_far)
    return list(part.order_by("name", "pk")[:OFFERED])


def find(person_id: int, actor: Actor) -> Person | None:
    """Return a contact whom the actor may see."""
    rows = clients.contacts_visible_to(actor).filter(left_at=None)
    return rows.select_related("party__client").filter(pk=person_id).first()
