"""A business calendar; a change makes a new version, and what was judged under the old one stays so."""

from typing import Any

from django.db import models

from steadfast.foundation.models import Subject


class Calendar(models.Model):
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="calendar")
    name = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class CalendarVersion(models.Model):
    insert_only = True

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="versions")
    no = models.PositiveIntegerField()
    body: "models.JSONField[dict[str, Any]]" = models.JSONField(help_text="hours in the form of sla-vectors/1")
    origins: "models.JSONField[dict[str, str]]" = models.JSONField(
        default=dict, db_default={}, help_text="where dates were taken from, by date; no hour is counted by it"
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of the hours' canonical text")
    tzdata = models.CharField(max_length=16, help_text="version of the time zone data that it was checked with")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "no"], name="calendar_version_once")]

    def __str__(self) -> str:
        return f"{self.calendar_id} v{self.no}"
