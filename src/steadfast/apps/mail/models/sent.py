"""A mail of ours: one row before it leaves, with the Message-ID that it keeps, and what became of it.

`text` is what it says where no message of a ticket does; it is forgotten once the mail has left, since it may hold a
link that signs in. A row is `queued` until a server took it; `next_at` is when it is tried, and tried again.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q

from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.mail.models.box import Box
from steadfast.domain.language import known

STATES = (known("queued"), known("sent"), known("failed"), known("bounced"))
KINDS = (known("reply"), known("acknowledgement"), known("letter"))


class Sent(models.Model):
    """`key` names why it is sent, so that nothing is sent twice for one reason."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=16)
    box = models.ForeignKey(Box, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, blank=True, related_name="+")
    message = models.OneToOneField(Message, models.PROTECT, null=True, blank=True, related_name="+")
    to: "models.JSONField[list[str]]" = models.JSONField(help_text="addresses")
    subject = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    headers: "models.JSONField[dict[str, str]]" = models.JSONField(default=dict)
    name = models.CharField(max_length=250, unique=True, help_text="its Message-ID")
    state = models.CharField(max_length=8, default="queued")
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True, help_text="why it has not left, or did not arrive")
    queued_at = models.DateTimeField()
    next_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True, blank=True)
    ended_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        null=True, blank=True, help_text="when it left, was given up or came back"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="mail_sent_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="mail_sent_kind_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(
                name="mail_sent_queued_has_next", condition=~Q(state="queued") | Q(next_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], name="mail_sent_due", condition=Q(state="queued")),
            models.Index(fields=["state", "-id"], name="mail_sent_by_state"),
            models.Index(fields=["box", "state"], name="mail_sent_by_box"),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"
