"""A change of priority as it met one commitment: both due times are kept, and a dodged breach is named."""

from django.db import models

from steadfast.apps.commitments.models.commitment import Commitment
from steadfast.foundation.models import Event


class Reclassification(models.Model):
    """`dodged`: the new due time is later, and the change was made after the earlier one had been missed."""

    insert_only = True

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="reclassifications")
    at = models.DateTimeField()
    from_priority = models.CharField(max_length=4)
    to_priority = models.CharField(max_length=4)
    from_due = models.DateTimeField()
    to_due = models.DateTimeField()
    dodged = models.BooleanField()
    reason = models.CharField(max_length=300)
    evidence_event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="reclassification_dodging", condition=models.Q(dodged=True)),
        ]

    def __str__(self) -> str:
        return f"{self.from_priority} to {self.to_priority} of C-{self.commitment_id}"
