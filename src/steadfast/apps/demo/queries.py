"""Reads of the demo: whom a visitor may sign in as.

Only accounts that the demo made. Whoever chose a password or a passkey behind a link, or came by a provider, is entered
by nobody else, even where a practice of one's own is started as a demo by mistake.
"""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from steadfast.apps.identity.models import Person


def visitors() -> list[Person]:
    """Return the cast with their roles, members first."""
    open_to_all = Person.objects.filter(user__password__startswith=UNUSABLE_PASSWORD_PREFIX, left_at=None)
    open_to_all = open_to_all.exclude(links__used_at__isnull=False).exclude(user__provider_subjects__isnull=False)
    return list(open_to_all.select_related("party", "user").prefetch_related("roles__own").order_by("party_id", "id"))
