"""How a person reads pages. Nobody else sees it, so it leaves no event."""

from steadfast.apps.identity.models import Person


def set_reading(person_id: int, *, density: str, letter_keys: bool | None = None) -> None:
    """Set how close rows stand and, where it is given, whether a letter alone presses something."""
    changes: dict[str, str | bool] = {"density": density}
    if letter_keys is not None:
        changes["letter_keys"] = letter_keys
    Person.objects.filter(pk=person_id).update(**changes)
