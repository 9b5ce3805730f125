"""Which ticket a message belongs to, by the digest of its Message-ID: what came, and what we sent (`ours`)."""

from django.db import models

from steadfast.apps.desk.models import Ticket


class Reference(models.Model):
    named = models.CharField(max_length=64, help_text="domain/mail/message_id.digest of a Message-ID")
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="+", db_index=False)
    ours = models.BooleanField(help_text="whether we sent it")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["named", "ticket"], name="reference_once")]

    def __str__(self) -> str:
        return f"reference {self.pk}"
