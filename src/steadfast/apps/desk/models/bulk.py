"""A bulk change: many tickets, one act. It is tried first, then applied, and within a day undone, a row a ticket.

A row keeps what was tried, what became of it and what it was before; the facts themselves are events of each ticket.
"""

from django.db import models
from django.db.models import Q

from steadfast.apps.desk.models.ticket import Ticket
from steadfast.apps.identity.models import Person

PHASES = ("choosing", "trying", "tried", "applying", "applied", "undoing", "undone")
OUTCOMES = ("", "would", "refused", "done", "changed")
UNDOINGS = ("", "undone", "refused")


class BulkRun(models.Model):
    """`settings` are what the act needs, as JSON knows it; `query` the filters, where all that match were chosen."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    act = models.CharField(max_length=16, blank=True)
    settings = models.JSONField(default=dict)
    query = models.CharField(max_length=500, blank=True)
    is_cut = models.BooleanField(default=False, help_text="more tickets matched than a bulk change takes")
    phase = models.CharField(max_length=12, default="choosing")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="bulk_phase_known", condition=Q(phase__in=PHASES))]
        indexes = [models.Index(fields=["person", "made_at"], name="bulk_by_person")]

    def __str__(self) -> str:
        return f"{self.act} of {self.made_at:%Y-%m-%d %H:%M}"


class BulkRow(models.Model):
    """`version`: the ticket's when it was tried, or as the act left it once that is done."""

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="rows", db_index=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    outcome = models.CharField(max_length=8, blank=True)
    why = models.CharField(max_length=300, blank=True)
    undoing = models.CharField(max_length=8, blank=True)
    undoing_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "place"], name="bulk_row_place"),
            models.UniqueConstraint(fields=["run", "ticket"], name="bulk_row_once"),
            models.CheckConstraint(name="bulk_outcome_known", condition=Q(outcome__in=OUTCOMES)),
            models.CheckConstraint(name="bulk_undoing_known", condition=Q(undoing__in=UNDOINGS)),
        ]

    def __str__(self) -> str:
        return f"row {self.place}"
