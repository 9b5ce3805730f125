"""A batch: all that one file brought in. Nobody sees it before its last chunk; undone it is void, never deleted.

A run holds the batch by a lease that every chunk renews, so that two runs of one file cannot mix and a killed one
is taken over where it stopped.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models import Person

STATES = ("planned", "applying", "shown", "undone")
NOT_UNDONE = ~Q(state="undone")


class Batch(models.Model):
    kind = models.CharField(max_length=32, help_text="what it brings, such as tickets")
    file_name = models.CharField(max_length=255)
    file_hash = models.CharField(max_length=64, help_text="SHA-256 of the file as given and of the options")
    mapping = models.CharField(max_length=64)
    source = models.CharField(max_length=64, blank=True, db_default="", help_text="the system it was exported from")
    options: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    state = models.CharField(max_length=16, default="planned")
    next_chunk = models.PositiveIntegerField(default=0, help_text="the first chunk that is not in the database yet")
    chunks = models.PositiveIntegerField(default=0)
    counts: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict, help_text="what the plan will make")
    lease_owner = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    led_by: Any = None  # the source that leads what it brought, where a page asked
    refused_in: Any = None  # the draft that names the rows it left out, where a page asked

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(fields=["file_hash"], name="batch_one_per_file", condition=NOT_UNDONE),
            models.CheckConstraint(name="batch_state_known", condition=Q(state__in=STATES)),
        ]
        indexes = [models.Index(fields=["id"], name="batch_not_shown", condition=~Q(state="shown"))]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"
