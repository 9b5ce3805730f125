"""A ticket: an incident or a request of a client, with one owner. What is promised on it lies in the register."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from steadfast.apps.agreements.models import AgreementVersion
from steadfast.apps.clients.models import Client, Site
from steadfast.apps.identity.models import Person, Team
from steadfast.apps.imports.models import Batch
from steadfast.domain.language import known
from steadfast.foundation.models import Subject

KINDS = (known("incident"), known("request"))
STATES = (known("new"), known("in progress"), known("waiting"), known("resolved"), known("closed"))
NOT_CLOSED = Q(closed_at__isnull=True)
NEVER = datetime(9999, 12, 31, tzinfo=UTC)


class Ticket(models.Model):
    subject = models.OneToOneField(Subject, models.PROTECT, primary_key=True, related_name="ticket")
    kind = models.CharField(max_length=16, default="incident")
    client = models.ForeignKey(Client, models.PROTECT, related_name="tickets", db_index=False)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+", db_index=False)
    contact = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", db_index=False)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    agreement_version = models.ForeignKey(AgreementVersion, models.PROTECT, null=True, related_name="+", db_index=False)
    impact = models.PositiveSmallIntegerField()
    urgency = models.PositiveSmallIntegerField()
    priority = models.CharField(max_length=4)
    channel = models.CharField(max_length=32, blank=True)
    category = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=16)
    version = models.PositiveIntegerField(default=1, help_text="optimistic lock")

    opened_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, help_text="when the owner accepted it; none: the duty owner answers")
    first_response_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    first_closed_at = models.DateTimeField(null=True, help_text="a later closing after a reopening does not move it")
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="followed_by", help_text="its window to reopen was over"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", help_text="closed by it: its messages stand there"
    )
    reopened = models.PositiveSmallIntegerField(default=0)
    last_said_at = models.DateTimeField(null=True)
    last_said_by = models.CharField(max_length=8, blank=True, help_text="client or us")
    next_due_at = models.DateTimeField(null=True, help_text="nearest due time of our open commitments on it")
    # Keyset pages need a sort key that is never null; a ticket on which we owe nothing comes last.
    listed_at = models.GeneratedField(
        expression=Coalesce("next_due_at", Value(NEVER)), output_field=models.DateTimeField(), db_persist=True
    )

    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="+", db_index=False)
    source_key = models.CharField(max_length=100, blank=True)
    source_digest = models.CharField(max_length=32, null=True, help_text="of the rows that its source told last")
    source_told = models.BigIntegerField(null=True, help_text="the last event that its source told")
    source_owner = models.CharField(max_length=100, blank=True, help_text="whom the source names")
    source_kept = models.BooleanField(null=True, help_text="the source system's own verdict")
    source_reopened = models.PositiveSmallIntegerField(null=True, help_text="the source system's own counter")
    reassigned = models.PositiveSmallIntegerField(null=True, help_text="changes of team that the rows of a log show")
    source_reassigned = models.PositiveSmallIntegerField(null=True, help_text="the source system's own counter")

    class Meta:
        constraints = [
            models.CheckConstraint(name="ticket_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="ticket_kind_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(
                name="ticket_closed_at_when_closed",
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & NOT_CLOSED),
            ),
            models.CheckConstraint(
                name="ticket_closed_when_merged", condition=Q(merged_into__isnull=True) | Q(state="closed")
            ),
            models.UniqueConstraint(
                fields=["batch", "source_key"], name="ticket_source_once", condition=~Q(source_key="")
            ),
        ]
        indexes = [
            models.Index(fields=["listed_at", "subject"], name="open_ticket_by_due", condition=NOT_CLOSED),
            models.Index(fields=["owner", "listed_at", "subject"], name="open_ticket_by_owner", condition=NOT_CLOSED),
            models.Index(fields=["client", "listed_at", "subject"], name="open_ticket_by_client", condition=NOT_CLOSED),
            models.Index(fields=["state", "listed_at", "subject"], name="open_ticket_by_state", condition=NOT_CLOSED),
            models.Index(
                fields=["priority", "listed_at", "subject"], name="open_ticket_by_priority", condition=NOT_CLOSED
            ),
            models.Index(fields=["opened_at", "subject"], name="ticket_by_opened"),
            models.Index(fields=["client", "opened_at", "subject"], name="ticket_by_client"),
            models.Index(fields=["owner", "opened_at", "subject"], name="ticket_by_owner"),
            models.Index(fields=["team", "opened_at", "subject"], name="ticket_by_team"),
            models.Index(fields=["state", "opened_at", "subject"], name="ticket_by_state"),
            models.Index(fields=["priority", "opened_at", "subject"], name="ticket_by_priority"),
            # Last, because of two indexes that serve as well SQLite takes the one that was made last.
            models.Index(
                fields=["state", "owner", "taken_at", "batch"], name="open_ticket_tally", condition=NOT_CLOSED
            ),
        ]

    def __str__(self) -> str:
        return f"ticket {self.pk}"
