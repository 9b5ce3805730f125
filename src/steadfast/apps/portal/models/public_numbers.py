"""To whom the practice shows its four numbers: to nobody, to its clients' contacts, or to everybody. One row."""

from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models import Practice
from steadfast.domain.language import known

READERS = (known("nobody"), known("contacts"), known("everybody"))


class PublicNumbers(models.Model):
    practice = models.OneToOneField(Practice, models.PROTECT, primary_key=True, related_name="+")
    shown_to = models.CharField(max_length=12, default="nobody")
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "public numbers"
        constraints = [models.CheckConstraint(name="public_numbers_readers", condition=Q(shown_to__in=READERS))]

    def __str__(self) -> str:
        return self.shown_to
