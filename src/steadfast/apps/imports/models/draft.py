"""A draft of an import: a file that was sent, what it holds, how its columns map, and what it would do.

Applied it becomes a batch. It waits for whoever comes back to it; nothing of it is lost when a page is closed.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models import Person
from steadfast.apps.imports.models.batch import Batch

STATES = ("sent", "mapped", "planning", "planned", "applying", "applied", "dropped")


class Draft(models.Model):
    """`error` says why the last planning or applying stopped; the state is then the one before it."""

    file_name = models.CharField(max_length=255)
    file_hash = models.CharField(max_length=64, help_text="SHA-256; the file lies under it in the data folder")
    file_size = models.BigIntegerField()
    kind = models.CharField(max_length=32, blank=True)
    source = models.CharField(max_length=64, blank=True, help_text="the system that it was exported from")
    mapping: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict, help_text="as its TOML says it")
    state = models.CharField(max_length=16, default="sent")
    profile: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict, help_text="its columns, with samples")
    plan: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0, help_text="rows that the plan has read, or parts that are applied")
    total = models.PositiveIntegerField(default=0, help_text="of so many; 0: nobody knows yet")
    error = models.TextField(blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="drafts")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="draft_state_known", condition=Q(state__in=STATES))]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class SavedMapping(models.Model):
    """A mapping of the practice's own, kept under a name for the next export of the same kind."""

    name = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=32)
    body: "models.JSONField[dict[str, Any]]" = models.JSONField(help_text="as its TOML says it")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
