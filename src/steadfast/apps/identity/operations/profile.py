"""What a person sets about themselves."""

from steadfast.apps.identity.models import Person


def set_profile(person: Person, *, name: str, zone: str) -> None:
    """Change the name that others read and the zone in which this person reads times."""
    person.name, person.zone = name, zone
    person.save(update_fields=["name", "zone"])
