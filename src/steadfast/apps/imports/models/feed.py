"""A feed: how a source is brought in by itself, each night or when asked. Its runs, and what each did noun by noun.

`sealed` holds the credentials, encrypted by the practice's own secret: they are never shown again, and no event and no
log has them.
"""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models import Person
from steadfast.apps.imports.models.draft import Draft
from steadfast.apps.imports.models.source import Source

FOLDER = "folder"  # not a connector: a folder where the export of each night lands
ENDS = ("running", "good", "failed")
STEPS = ("pulling", "bringing", "good", "same", "failed")


class Feed(models.Model):
    """`reach`: up to when each noun was pulled, and which file of the folder was the last. `since`: of its schedule."""

    source = models.OneToOneField(Source, models.PROTECT, related_name="feed")
    connector = models.CharField(max_length=32, help_text="its name, or folder")
    said: "models.JSONField[dict[str, str]]" = models.JSONField(default=dict, help_text="settings that are no secret")
    sealed = models.TextField(blank=True, help_text="the settings that are, sealed")
    at = models.TimeField(null=True, blank=True, help_text="daily, on the wall of the practice; none: when asked")
    paused_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", help_text="who hears when it fails")
    reach: "models.JSONField[dict[str, str]]" = models.JSONField(default=dict)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"feed {self.pk}"


class FeedRun(models.Model):
    feed = models.ForeignKey(Feed, models.PROTECT, related_name="runs", db_index=False)
    state = models.CharField(max_length=16, default="running")
    origin = models.CharField(max_length=16, help_text="clock or page")
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    finished_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="feed_run_state_known", condition=Q(state__in=ENDS)),
            models.UniqueConstraint(fields=["feed"], name="feed_run_one_at_a_time", condition=Q(state="running")),
        ]
        indexes = [models.Index(fields=["feed", "-id"], name="feed_run_latest")]

    def __str__(self) -> str:
        return f"run {self.pk} of feed {self.feed_id}"


class FeedStep(models.Model):
    """One noun of a run. `raw`: the file of what was pulled, as it came; `draft` is the import that it became."""

    run = models.ForeignKey(FeedRun, models.CASCADE, related_name="steps", db_index=False)
    noun = models.CharField(max_length=32)
    state = models.CharField(max_length=16, default="pulling")
    pulled = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0, help_text="records without what every row needs")
    raw = models.CharField(max_length=64, blank=True, help_text="SHA-256")
    asked_at = models.DateTimeField(help_text="when it was asked for, by the earlier of both clocks")
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, blank=True, related_name="+")
    counts: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "noun"], name="feed_step_once"),
            models.CheckConstraint(name="feed_step_state_known", condition=Q(state__in=STEPS)),
        ]

    def __str__(self) -> str:
        return f"{self.noun} of run {self.run_id}"
