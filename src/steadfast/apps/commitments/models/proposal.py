"""A proposal: what a creditor is asked to agree to, a new date of one commitment or the longer times of an amendment.

Their yes is the evidence without which no promise grows longer. Until they answer nothing changes.
"""

from django.db import models
from django.db.models import Q

from steadfast.apps.agreements.models import Amendment
from steadfast.apps.commitments.models.commitment import Commitment
from steadfast.apps.identity.models import Party, Person
from steadfast.foundation.models import Event

ANSWERS = ("yes", "no", "taken back")


class Proposal(models.Model):
    """`answered_by` is who said it, on the creditor's side; `recorded_by` is the member who wrote that down, if any."""

    uid = models.UUIDField(unique=True)
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, related_name="proposals")
    amendment = models.ForeignKey(Amendment, models.PROTECT, null=True, related_name="proposals")
    creditor = models.ForeignKey(Party, models.PROTECT, related_name="+", db_index=False)
    asked = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    to_due = models.DateTimeField(null=True, help_text="the date proposed for the commitment")
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="a later yes moves nothing: for a date, the due time itself")
    answer = models.CharField(max_length=16, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    words = models.CharField(max_length=300, blank=True, help_text="the creditor's words, or where they said so")
    evidence_event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_of_one_thing",
                condition=Q(commitment__isnull=False, to_due__isnull=False, amendment__isnull=True)
                | Q(commitment__isnull=True, to_due__isnull=True, amendment__isnull=False),
            ),
            models.CheckConstraint(name="proposal_answer_known", condition=Q(answer__in=("", *ANSWERS))),
            models.CheckConstraint(
                name="proposal_answered_once",
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.UniqueConstraint(fields=["commitment"], condition=Q(answer=""), name="proposal_one_open"),
            models.UniqueConstraint(
                fields=["amendment", "creditor"], condition=~Q(answer="taken back"), name="proposal_once_a_creditor"
            ),
        ]
        indexes = [models.Index(fields=["creditor", "made_at"], condition=Q(answer=""), name="proposal_open")]

    def __str__(self) -> str:
        return f"proposal {self.pk}"
