"""What became of a mail: one row for each that was read, with the reason in words and the ticket it led to.

`text` is what is new in it, `folded` what it quotes and its signature: together the whole text, nothing lost.
`answerable`: a machine may answer it; never so for what a machine sent (RFC 3834).
"""

from typing import Any

from django.db import models
from django.db.models import Q

from steadfast.apps.clients.models import Client
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.identity.models import Person
from steadfast.apps.mail.models.raw import Raw
from steadfast.domain.language import known, say

OUTCOMES = {
    "opened": known("opened a ticket"),
    "replied": known("reply added"),
    "bounce": known("bounce recorded"),
    "auto-reply": known("automatic reply recorded"),
    "triage": known("waits for somebody to sort it"),
    "loop": known("our own mail came back"),
    "capped": known("held back: too many of one sender"),
    "duplicate": known("came before"),
    "unreadable": known("could not be read"),
    "not for us": known("not for us"),
}
HELD = ("triage", "capped", "unreadable")  # somebody has to look at it


class Incoming(models.Model):
    raw = models.OneToOneField(Raw, models.PROTECT, primary_key=True, related_name="incoming")
    outcome = models.CharField(max_length=12)
    why = models.TextField(blank=True)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, related_name="+")
    message = models.OneToOneField(Message, models.PROTECT, null=True, related_name="+")
    proposed_ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, related_name="+", db_index=False)
    proposed_client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    sender = models.CharField(max_length=254, blank=True, help_text="address, in small letters")
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    named = models.CharField(max_length=64, blank=True, help_text="digest of its Message-ID")
    says = models.CharField(max_length=64, blank=True, help_text="digest of its text")
    text = models.TextField(blank=True)
    folded = models.TextField(blank=True)
    files = models.PositiveSmallIntegerField(default=0)
    left = models.PositiveSmallIntegerField(default=0, help_text="files that stay in the original alone")
    sent_at = models.DateTimeField(null=True, help_text="as its Date says")
    answerable = models.BooleanField(default=False, help_text="whether a machine may answer it")
    failed: "models.JSONField[Any, Any]" = models.JSONField(
        default=list, help_text="of a bounce: [{address, why, for good}], whom it could not reach"
    )

    came_at = models.DateTimeField(help_text="as its raw mail")
    read_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="incoming_outcome_known", condition=Q(outcome__in=tuple(OUTCOMES)))]
        indexes = [
            models.Index(fields=["outcome", "came_at", "raw"], name="incoming_by_outcome"),
            models.Index(fields=["sender", "came_at"], name="incoming_by_sender"),
            models.Index(fields=["named"], name="incoming_by_name", condition=~Q(named="")),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}: {self.outcome}"

    @property
    def is_held(self) -> bool:
        """Whether it waits for somebody to look at it."""
        return self.outcome in HELD

    @property
    def outcome_in_words(self) -> str:
        """What became of it."""
        return say(OUTCOMES[self.outcome])

    @property
    def who(self) -> str:
        """Who wrote, as the mail says."""
        return self.sender_name or self.sender
