"""A sign as of the last look: which ticket or whose work, whom it concerns, and the figures its words are made of.

It is worked out anew all the time and nothing rests on it. `version` is that of the ticket that was looked at: who acts
on the ticket ends its signs at once, and the next look says whether one still holds.
"""

from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models import Person
from steadfast.domain.signs import DETECTORS
from steadfast.foundation.models import Subject

OF_TICKET = Q(subject__isnull=False)


class Sign(models.Model):
    subject = models.ForeignKey(
        Subject, models.CASCADE, null=True, related_name="signs", db_index=False, help_text="none: of a person's load"
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False, help_text="who can end it")
    detector = models.CharField(max_length=16)
    rank = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    as_of = models.DateTimeField()
    version = models.PositiveIntegerField(null=True)
    figures = models.JSONField(default=dict)
    later_until = models.DateTimeField(null=True, help_text="its person does not want to see it before")

    class Meta:
        constraints = [
            models.CheckConstraint(name="sign_detector_known", condition=Q(detector__in=DETECTORS)),
            models.UniqueConstraint(fields=["subject", "detector"], name="sign_once", condition=OF_TICKET),
            models.UniqueConstraint(fields=["person", "detector"], name="sign_of_person_once", condition=~OF_TICKET),
        ]
        indexes = [
            models.Index(fields=["person", "rank", "since", "id"], name="sign_by_person"),
            models.Index(fields=["detector", "since", "id"], name="sign_by_detector"),
        ]

    def __str__(self) -> str:
        return f"{self.detector} of {self.subject_id or self.person_id}"
