"""A checklist: what is to be done each time, kept once, and put on tickets as items of their own.

Changing a checklist changes no ticket: the items of a ticket stand there as they were when they came.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person

WHENS = ("", "incident", "request", "any")


class Checklist(models.Model):
    """`on_new`: the kind of new tickets that it is put on by itself, "" for none; `category`: only of this service."""

    name = models.CharField(max_length=100)
    lines = models.TextField(help_text="one item a line; a line that begins with ! must be ticked before resolving")
    on_new = models.CharField(max_length=16, blank=True)
    category = models.CharField(max_length=100, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="checklist_named_once"),
            models.CheckConstraint(name="checklist_on_new_known", condition=Q(on_new__in=WHENS)),
        ]
        indexes = [models.Index(fields=["on_new"], name="checklist_on_new", condition=~Q(on_new=""))]

    def __str__(self) -> str:
        return self.name


class CheckItem(models.Model):
    """An item on a ticket. `must`: the ticket is not resolved before it is ticked."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="check_items", db_index=False)
    checklist = models.ForeignKey(Checklist, models.SET_NULL, null=True, related_name="+", db_index=False)
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    must = models.BooleanField()
    added_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    gone_at = models.DateTimeField(null=True, help_text="since when it was taken off")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "place"], name="check_item_place"),
            models.CheckConstraint(
                name="check_item_done_by_somebody",
                condition=Q(done_at__isnull=True, done_by__isnull=True) | Q(done_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.words
