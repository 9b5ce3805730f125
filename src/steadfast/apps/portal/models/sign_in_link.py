"""A link by which a client's contact signs in, once: asked for by themselves, or made as an invitation.

Only the hash of its token is kept. It is bound to the person and to the address that they had when it was made.
"""

from django.db import models

from steadfast.apps.identity.models import Person


class SignInLink(models.Model):
    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_in_links")
    email = models.EmailField(max_length=254)
    invites = models.BooleanField(default=False, help_text="a member made it; else the contact asked for it")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="sign_in_link_ends", condition=models.Q(ends_at__gt=models.F("made_at")))
        ]

    def __str__(self) -> str:
        return f"made {self.made_at:%Y-%m-%d %H:%M}"
