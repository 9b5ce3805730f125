"""A canned reply: words that are written often, with variables that are filled in on the ticket."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from steadfast.apps.identity.models import Person, Team


class CannedReply(models.Model):
    name = models.CharField(max_length=80)
    text = models.TextField(max_length=10_000)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", help_text="none: everybody's")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", help_text="none: on any ticket")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "canned replies"
        constraints = [
            models.UniqueConstraint(Lower("name"), name="canned_reply_named_once", condition=Q(owner__isnull=True)),
            models.UniqueConstraint("owner", Lower("name"), name="canned_reply_own_named_once"),
        ]

    def __str__(self) -> str:
        return self.name
