"""A call, or somebody who walked in: who it was, who took it, and the ticket or the promise that came of it."""

from django.db import models
from django.db.models import Q

from steadfast.apps.calls.models.system import PhoneSystem
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person
from steadfast.domain.language import known

WAYS = (known("phone"), known("walk-in"))
DIRECTIONS = ("in", "out")
STATES = (known("ringing"), known("answered"), known("missed"), known("ended"))


class Call(models.Model):
    """`promise`: to call back, where it was missed. `seen_to_at`: of one from nobody we know, when somebody did."""

    system = models.ForeignKey(PhoneSystem, models.PROTECT, null=True, related_name="calls", db_index=False)
    external = models.CharField(max_length=100, blank=True, help_text="its name in the telephone system")
    way = models.CharField(max_length=8, default="phone")
    direction = models.CharField(max_length=4, default="in")
    number = models.CharField(max_length=40, blank=True, help_text="the other side's")
    key = models.CharField(max_length=9, blank=True, help_text="its last nine digits")
    extension = models.CharField(max_length=20, blank=True)
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, related_name="calls")
    promise = models.ForeignKey(Commitment, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=16)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    seen_to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="call_way_known", condition=Q(way__in=WAYS)),
            models.CheckConstraint(name="call_direction_known", condition=Q(direction__in=DIRECTIONS)),
            models.CheckConstraint(name="call_state_known", condition=Q(state__in=STATES)),
            models.UniqueConstraint(fields=["system", "external"], name="call_once", condition=~Q(external="")),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="call_by_time"),
            models.Index(fields=["key", "-at"], name="call_by_number", condition=~Q(key="")),
            models.Index(fields=["extension"], name="call_ringing", condition=Q(state="ringing")),
            models.Index(fields=["at"], name="call_unknown", condition=Q(state="missed", client=None, seen_to_at=None)),
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"

    @property
    def seconds(self) -> int | None:
        """How long it lasted, where that is known."""
        if self.answered_at is None or self.ended_at is None:
            return None
        return int((self.ended_at - self.answered_at).total_seconds())
