"""A token: a program that shows it acts for its person, within its scopes. Only its hash is kept.

It holds 256 random bits, so that a plain SHA-256 of it can neither be guessed nor looked up in a table.
"""

from datetime import datetime

from django.db import models

from steadfast.apps.identity.models import Person


class Token(models.Model):
    """`window` and `spent` count what it asked in the present minute; see operations/pace."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token")
    hint = models.CharField(max_length=12, help_text="how it begins, to tell it from others")
    scopes = models.CharField(max_length=500, help_text="names with a space between them")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True, help_text="to the minute")
    last_address = models.CharField(max_length=45, blank=True)
    window = models.PositiveBigIntegerField(default=0, help_text="minutes since 1970")
    spent = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["made_at", "id"], name="token_by_made")]

    def __str__(self) -> str:
        return self.name

    @property
    def held(self) -> list[str]:
        """Its scopes."""
        return self.scopes.split()

    def is_good(self, now: datetime) -> bool:
        """Tell whether it opens anything still."""
        return self.revoked_at is None and now < self.expires_at
