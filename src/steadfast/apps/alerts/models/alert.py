"""An alert, from when it first fires until it recovered for good; and the trouble that holds those of one ticket.

Each is in exactly one place, which the database holds: on a ticket, in maintenance, recovered before anything opened,
or refused with why. A later episode of the same alert is another row; the last one is `current`.
"""

from django.db import models
from django.db.models import Q

from steadfast.apps.alerts.models.source import AlertSource
from steadfast.apps.clients.models import Client, Device, Site
from steadfast.apps.desk.models import Ticket
from steadfast.domain.alerts.notice import SEVERITIES
from steadfast.domain.alerts.turn import FATES


class Trouble(models.Model):
    """The alerts of one ticket. `worst`: their gravest severity. `settled_at`: since when all is well and told."""

    ticket = models.OneToOneField(Ticket, models.PROTECT, primary_key=True, related_name="trouble")
    source = models.ForeignKey(AlertSource, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+", db_index=False)
    worst = models.CharField(max_length=16)
    joined_at = models.DateTimeField(help_text="when an alert last joined it")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="trouble_worst_known", condition=Q(worst__in=SEVERITIES))]
        indexes = [models.Index(fields=["client"], name="trouble_unsettled", condition=Q(settled_at=None))]

    def __str__(self) -> str:
        return f"trouble of ticket {self.ticket_id}"


class Alert(models.Model):
    source = models.ForeignKey(AlertSource, models.PROTECT, related_name="alerts", db_index=False)
    fingerprint = models.CharField(max_length=200)
    current = models.BooleanField(default=True)
    name = models.CharField(max_length=200)
    severity = models.CharField(max_length=16)
    host = models.CharField(max_length=200, blank=True)
    told_client = models.CharField(max_length=200, blank=True, help_text="as monitoring calls it")
    told_site = models.CharField(max_length=200, blank=True, help_text="as monitoring calls it")
    summary = models.TextField(blank=True)
    link = models.TextField(blank=True)
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="+", db_index=False)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+", db_index=False)
    device = models.ForeignKey(Device, models.PROTECT, null=True, related_name="+", db_index=False)

    fate = models.CharField(max_length=16)
    trouble = models.ForeignKey(Trouble, models.PROTECT, null=True, related_name="alerts")
    refusal = models.TextField(blank=True, help_text="why nothing was opened")
    firing = models.BooleanField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField(help_text="when it was last told of")
    recovered_at = models.DateTimeField(null=True)
    told = models.PositiveIntegerField(default=1, help_text="how often it was told of")
    returns = models.PositiveIntegerField(default=0, help_text="how often it fired again after it had recovered")
    order = models.BigIntegerField(help_text="of the last notice")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "fingerprint"], name="alert_current_once", condition=Q(current=True)
            ),
            models.CheckConstraint(name="alert_severity_known", condition=Q(severity__in=SEVERITIES)),
            models.CheckConstraint(name="alert_fate_known", condition=Q(fate__in=FATES)),
            models.CheckConstraint(
                name="alert_on_a_ticket_or_not",
                condition=Q(fate="ticket", trouble__isnull=False) | (~Q(fate="ticket") & Q(trouble__isnull=True)),
            ),
            models.CheckConstraint(
                name="alert_refused_with_why",
                condition=(Q(fate="refused") & ~Q(refusal="")) | (~Q(fate="refused") & Q(refusal="")),
            ),
            models.CheckConstraint(
                name="alert_recovered_or_fires",
                condition=Q(firing=True, recovered_at__isnull=True) | Q(firing=False, recovered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["client", "-first_at", "id"], name="alert_firing", condition=Q(firing=True)),
            models.Index(fields=["-last_at", "-id"], name="alert_by_last"),
            models.Index(fields=["fate", "-last_at", "-id"], name="alert_by_fate"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.host}".strip()
