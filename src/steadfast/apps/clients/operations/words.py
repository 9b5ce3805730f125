"""Names as they are kept: without space around them, never empty, never longer than their column."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 200


def named(name: str, field: str = "name") -> str:
    """Return the name, or raise ValidationError for its field."""
    name = name.strip()
    if not name:
        raise ValidationError({field: _("Write a name.")})
    return short(name, LONGEST, field)


def short(text: str, longest: int, field: str) -> str:
    """Return a text without space around it, or raise ValidationError for its field."""
    text = text.strip()
    if len(text) > longest:
        words = _("Write at most %(longest)s characters; these are %(length)s.")
        raise ValidationError({field: words % {"longest": longest, "length": f"{len(text):,}"}})
    return text
