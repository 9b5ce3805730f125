"""A hand-over: offered, then accepted or declined; until then the old owner answers."""

from django.db import models
from django.db.models import F, Q

from steadfast.apps.commitments.models.commitment import Commitment
from steadfast.apps.identity.models import Absence, Person, Team
from steadfast.foundation.models import Subject

# Overtaken: somebody took it, or it was closed, before anybody answered.
ANSWERS = ("accepted", "declined", "taken back", "overtaken")


class HandOver(models.Model):
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="hand_overs")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, related_name="hand_overs")
    from_person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_column="from_id")
    to_person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_column="to_id")
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, related_name="+", help_text="offered to a team; its duty owner answers"
    )
    absence = models.ForeignKey(
        Absence,
        models.PROTECT,
        null=True,
        related_name="hand_overs",
        db_index=False,
        help_text="passed to a deputy, or brought back",
    )
    offered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False, help_text="none: by the clock"
    )
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=16, blank=True)
    reason = models.CharField(max_length=300)
    words = models.CharField(max_length=300, blank=True, help_text="why it was declined")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                name="hand_over_one_open_of_subject",
                condition=Q(answered_at__isnull=True, commitment__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["commitment"], name="hand_over_one_open", condition=Q(answered_at__isnull=True)
            ),
            models.CheckConstraint(name="hand_over_to_another", condition=~Q(from_person=F("to_person"))),
            models.CheckConstraint(
                name="hand_over_answered_once",
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(name="hand_over_answer_known", condition=Q(answer__in=("", *ANSWERS))),
        ]
        indexes = [
            models.Index(fields=["absence", "subject"], name="hand_over_by_absence"),
            models.Index(fields=["answer", "answered_at"], name="hand_over_by_answer"),  # what was lately declined
        ]

    def __str__(self) -> str:
        return f"to {self.to_person_id}"

    @property
    def whom(self) -> str:
        """Whom it was offered to, by name: the team where one was asked, else the person."""
        return self.team.name if self.team else self.to_person.name
