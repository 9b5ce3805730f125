"""Maintenance: a time in which alerts of a client, of a device or of a source are noted and open nothing."""

from django.db import models
from django.db.models import F, Q

from steadfast.apps.alerts.models.source import AlertSource
from steadfast.apps.clients.models import Client, Device
from steadfast.apps.identity.models import Person


class Maintenance(models.Model):
    """What it names must all fit: a device and a source are that device as that source tells of it."""

    what = models.CharField(max_length=200)
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="+", db_index=False)
    device = models.ForeignKey(Device, models.PROTECT, null=True, related_name="+", db_index=False)
    source = models.ForeignKey(AlertSource, models.PROTECT, null=True, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True, help_text="when somebody ended or called it off before its time")

    class Meta:
        constraints = [
            models.CheckConstraint(name="maintenance_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="maintenance_of_something",
                condition=Q(client__isnull=False) | Q(device__isnull=False) | Q(source__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["-ends_at", "-id"], name="maintenance_by_end")]

    def __str__(self) -> str:
        return self.what
