"""What was said on a ticket: to the client, by the client, or inside. The event keeps a salted digest of the text.

What an import brought may name nobody known here: then it has no author, and `by` is what the source calls them.
"""

from django.db import models
from django.db.models import Q

from steadfast.apps.desk.models.ticket import Ticket
from steadfast.apps.identity.models import Person
from steadfast.foundation.models import Event

KINDS = ("public", "inside", "heard")
STANDS = Q(gone_at=None)


class Message(models.Model):
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="messages", db_index=False)
    kind = models.CharField(max_length=8, help_text="public: to the client; heard: from the client; inside: among us")
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200, blank=True, db_default="", help_text="the source's name for who said it")
    gone_at = models.DateTimeField(null=True, help_text="since when the import that brought it is undone")
    files = models.PositiveSmallIntegerField(db_default=0, help_text="how many go with it")
    event = models.OneToOneField(Event, models.PROTECT, related_name="message")

    class Meta:
        constraints = [models.CheckConstraint(name="message_kind_known", condition=Q(kind__in=KINDS))]
        indexes = [models.Index(fields=["ticket", "at", "id"], name="message_by_ticket")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
