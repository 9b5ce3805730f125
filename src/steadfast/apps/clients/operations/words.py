"""Names as they are kept: without space around them, never empty, never longer than their column."""

from django.core.exceptions import ValidationError

LONGEST = 200


def named(name: str, field: str = "name") -> str:
    """Return the name, or raise ValidationError for its field."""
    name = name.strip()
    if not name:
        raise ValidationError({field: "Write a name."})
    if len(name) > LONGEST:
        raise ValidationError({field: f"Write at most {LONGEST} characters; these are {len(name):,}."})
    return name
