"""A recurring ticket: what is opened again and again, for whom and when; and what became of each time."""

from django.db import models
from django.db.models import Q

from steadfast.apps.agreements.models import Calendar
from steadfast.apps.automation.models.checklist import Checklist
from steadfast.apps.clients.models import Client
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Team
from steadfast.domain.automation.recurrence import HOLIDAYS, UNITS

OUTCOMES = ("made", "late", "missed", "refused")


class Recurrence(models.Model):
    """When as domain.automation.recurrence reads it, in the zone and on the open days of `calendar`.

    `considered_at`: every time up to it was made or missed; `next_at`: when the next one is due, none after the last.
    """

    title = models.CharField(max_length=300)
    text = models.TextField(blank=True, help_text="a note inside the ticket")
    clients = models.ManyToManyField(Client, related_name="+")
    kind = models.CharField(max_length=16)
    impact = models.PositiveSmallIntegerField()
    urgency = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=100, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", db_index=False)
    checklist = models.ForeignKey(Checklist, models.SET_NULL, null=True, related_name="+", db_index=False)

    unit = models.CharField(max_length=16)
    every = models.PositiveSmallIntegerField(default=1)
    weekdays = models.JSONField(default=list, help_text="0 is Monday")
    monthday = models.PositiveSmallIntegerField(default=1)
    at = models.TimeField()
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="+", db_index=False)
    holiday = models.CharField(max_length=8)
    begins = models.DateField()
    ends = models.DateField(null=True)

    paused_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    considered_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="recurrence_unit_known", condition=Q(unit__in=UNITS)),
            models.CheckConstraint(name="recurrence_holiday_known", condition=Q(holiday__in=HOLIDAYS)),
        ]
        indexes = [models.Index(fields=["next_at"], name="recurrence_due", condition=Q(paused_at__isnull=True))]

    def __str__(self) -> str:
        return self.title


class RecurrenceTime(models.Model):
    """One time of a recurring ticket for one client: never two of the same day."""

    recurrence = models.ForeignKey(Recurrence, models.CASCADE, related_name="times", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, related_name="+", db_index=False)
    outcome = models.CharField(max_length=8)
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recurrence", "client", "day"], name="recurrence_once"),
            models.CheckConstraint(name="recurrence_outcome_known", condition=Q(outcome__in=OUTCOMES)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.outcome}"
