"""An entry: minutes that somebody worked on a day, on a ticket, for a client, or inside.

It is never edited: a correction is a new version that says why, and the old one stands no longer. An entry that is
taken away is a version of no minutes.
"""

from django.db import models
from django.db.models import Q

from steadfast.apps.clients.models import Client
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person
from steadfast.domain.hours.reasons import REASONS
from steadfast.domain.hours.typed import MOST
from steadfast.domain.language import known
from steadfast.foundation.models import Event

TIMER, TYPED, REPLY = known("by the clock"), known("typed"), known("with a reply")
WAYS = (TIMER, TYPED, REPLY)
STANDS = Q(stands=True, minutes__gt=0)


class Entry(models.Model):
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="+", db_index=False)
    day = models.DateField(help_text="of the person's zone")
    started_at = models.DateTimeField(null=True, help_text="none: only how long is known")
    ended_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(help_text="none: it was taken away")
    note = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=16, help_text="why it is billed or not")
    settled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False, help_text="who changed the reason, if any"
    )
    how = models.CharField(max_length=16)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    why = models.CharField(max_length=300, blank=True, help_text="of a correction")
    form = models.UUIDField(null=True, unique=True, help_text="of the form that booked it: sent twice it books once")
    stands = models.BooleanField(default=True, help_text="no newer version replaces it")

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                name="entry_minutes_of_a_day",
                condition=Q(minutes__gt=0, minutes__lte=MOST) | Q(minutes=0, replaces__isnull=False),
            ),
            models.CheckConstraint(name="entry_reason_known", condition=Q(reason__in=tuple(REASONS))),
            models.CheckConstraint(name="entry_way_known", condition=Q(how__in=WAYS)),
            models.CheckConstraint(
                name="entry_ticket_has_client", condition=Q(ticket__isnull=True) | Q(client__isnull=False)
            ),
            models.CheckConstraint(
                name="entry_inside_without_client",
                condition=Q(client__isnull=True, reason="inside") | (Q(client__isnull=False) & ~Q(reason="inside")),
            ),
            models.CheckConstraint(
                name="entry_from_and_to",
                condition=Q(started_at__isnull=True, ended_at__isnull=True)
                | Q(started_at__isnull=False, ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "day"], name="entry_by_person", condition=Q(stands=True)),
            models.Index(fields=["ticket"], name="entry_by_ticket", condition=Q(stands=True)),
            models.Index(fields=["day", "client"], name="entry_by_day", condition=Q(stands=True)),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min of {self.person_id} on {self.day}"

    @property
    def billable(self) -> bool:
        """Whether its reason says that it is billed."""
        return REASONS[self.reason].billable

    @property
    def seconds(self) -> int:
        """Its minutes, as pages say durations."""
        return self.minutes * 60
