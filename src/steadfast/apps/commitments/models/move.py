"""A move: a due time given up before it fell due, with the creditor's yes."""

from django.db import models
from django.db.models import F, Q

from steadfast.apps.commitments.models.commitment import Commitment
from steadfast.apps.identity.models import Person
from steadfast.foundation.models import Event


class Move(models.Model):
    insert_only = True

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="+")
    no = models.PositiveIntegerField()
    from_due = models.DateTimeField()
    to_due = models.DateTimeField()
    from_month = models.DateField()
    slip_s = models.PositiveBigIntegerField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    agreed_at = models.DateTimeField()
    evidence_event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "no"], name="move_once"),
            models.CheckConstraint(name="move_before_due", condition=Q(agreed_at__lte=F("from_due"))),
        ]
        indexes = [models.Index(fields=["from_month"], name="move_by_month")]

    def __str__(self) -> str:
        return f"move {self.no} of C-{self.commitment_id}"
