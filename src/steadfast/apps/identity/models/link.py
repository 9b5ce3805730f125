"""A one-time link by which somebody chooses a password: the first owner, or a member whom the owner invited.

Only the hash of its token is kept, so that reading the database lets nobody in.
"""

from django.db import models

from steadfast.apps.identity.models.person import Person


class SetUpLink(models.Model):
    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="links", help_text="none: the link that founds the practice"
    )
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"made {self.made_at:%Y-%m-%d %H:%M}"
