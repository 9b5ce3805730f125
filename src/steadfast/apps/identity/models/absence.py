"""An absence: from when until when a member is away, and the deputy who answers meanwhile, named beforehand."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from steadfast.apps.identity.models.person import Person

KINDS = {"holiday": pgettext_lazy("absence", "holiday"), "sick": _("sick"), "other": _("other")}


class Absence(models.Model):
    """Work passes at `passed_at` and comes back at `returned_at`; a cancelled one is kept and counts for nothing."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="absences", db_index=False)
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=16)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="absence_kind_known", condition=Q(kind__in=tuple(KINDS))),
            models.CheckConstraint(name="absence_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="absence_deputy_is_another", condition=~Q(person=F("deputy"))),
        ]
        indexes = [
            models.Index(fields=["person", "starts_at"], name="absence_by_person"),
            models.Index(fields=["starts_at"], name="absence_to_come", condition=Q(returned_at=None)),
        ]

    @property
    def last_at(self) -> datetime:
        """The last second away: an end at midnight belongs to the day before."""
        return self.ends_at - timedelta(seconds=1)

    @property
    def kind_in_words(self) -> str:
        """Its kind as the reader says it."""
        return str(KINDS[self.kind])

    def __str__(self) -> str:
        return f"{self.person_id} away from {self.starts_at:%Y-%m-%d}"
