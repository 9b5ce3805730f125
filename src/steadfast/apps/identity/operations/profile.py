"""What a person sets about themselves."""

from django.db import transaction

from steadfast.apps.identity.models import Person
from steadfast.apps.identity.queries import present
from steadfast.foundation.seen import refuse_stale


@transaction.atomic
def set_profile(person: Person, *, name: str, zone: str, language: str = "", seen: str = "") -> None:
    """Change the name that others read, and the zone and the language in which this person reads. Raise Stale.

    Somebody changes their own page in two tabs, if at all; the older one must not undo the newer.
    """
    refuse_stale(seen, present.profile_of(Person.objects.select_for_update(no_key=True).get(pk=person.pk)))
    person.name, person.zone, person.language = name, zone, language
    person.save(update_fields=["name", "zone", "language"])
