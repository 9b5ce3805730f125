"""A wait: one fact per subject, many clocks. What a commitment's clock makes of it, its terms say.

Without `answer` it is a request: it reminds and shows, but nobody is judged by it.
"""

from django.db import models
from django.db.models import F, Q

from steadfast.apps.commitments.models.commitment import Commitment
from steadfast.apps.identity.models import Party, Person
from steadfast.domain.commitment.clauses import REASONS
from steadfast.foundation.models import Event, Subject


class Wait(models.Model):
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="waits", db_index=False)
    reason = models.CharField(max_length=16)
    words = models.CharField(max_length=300, blank=True, help_text="what is waited for")
    on_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    on_party = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="+", db_index=False, help_text="the supplier or partner"
    )
    remind_at = models.DateTimeField(null=True, help_text="when the owner is told to ask again")
    reminded = models.PositiveSmallIntegerField(db_default=0, help_text="how often it was asked again")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    answer = models.ForeignKey(Commitment, models.PROTECT, null=True, related_name="+", db_index=False)
    evidence_event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="wait_reason_known", condition=Q(reason__in=REASONS)),
            models.CheckConstraint(
                name="wait_ends_after_start", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.UniqueConstraint(fields=["subject"], name="wait_one_open", condition=Q(until__isnull=True)),
        ]
        indexes = [
            models.Index(fields=["subject", "since"], name="wait_by_subject"),
            models.Index(fields=["expires_at"], name="wait_open_by_expiry", condition=Q(until__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.reason} since {self.since:%Y-%m-%d %H:%M}"

    def takes_answer_of(self, person: int | None, *, contact_id: int | None) -> bool:
        """Tell whether words of a person may end it: not where somebody but the ticket's contact was asked by name."""
        return self.on_person_id in (None, contact_id, person)
