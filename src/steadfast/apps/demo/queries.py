"""Reads of the demo: whom a visitor may sign in as."""

from steadfast.apps.identity.models import Person


def visitors() -> list[Person]:
    """Return the cast with their roles, members first."""
    people = Person.objects.filter(user__isnull=False).select_related("party").prefetch_related("roles")
    return list(people.order_by("party_id", "id"))
