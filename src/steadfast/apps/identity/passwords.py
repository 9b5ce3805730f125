"""What a new password must be beside long and uncommon: of more than a few characters."""

from typing import Any

from django.core.exceptions import ValidationError

FEWEST = 5


class Variety:
    """Refuses one key held down, or three in turn: length alone lets twelve spaces pass."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for fewer than FEWEST different characters."""
        if len(set(password)) < FEWEST:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return f"Use at least {FEWEST} different characters."
