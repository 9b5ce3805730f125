"""What commitments, events and search point to: one row for each ticket, invoice, visit …, with its human number.

A kind is a word that an app registers (`subjects.register_kind`); this ring knows none of them.
"""

from django.db import models

from steadfast.foundation import kinds
from steadfast.foundation.models.chain import Chain


class Subject(models.Model):
    kind = models.CharField(max_length=40)
    number = models.BigIntegerField()  # counts within the kind
    title = models.TextField()
    chain = models.ForeignKey(Chain, models.PROTECT, related_name="subjects")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="subject_number_is_unique")]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    @property
    def label(self) -> str:
        """The number as people say it: T-1042."""
        return kinds.label(self.kind, self.number)


class NumberSeries(models.Model):
    """The last number given in a kind. A rolled-back transaction gives its numbers back, so there are no gaps."""

    kind = models.CharField(max_length=40, primary_key=True)
    last = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} up to {self.last}"
