"""The words that go with an event of a commitment: why it was withdrawn, what proves that it was kept.

The event holds their salted digest alone; they lie here, where erasure can take them away.
"""

from django.db import models

from steadfast.apps.commitments.models.commitment import Commitment
from steadfast.foundation.models import Event


class Words(models.Model):
    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="+")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="words")
    text = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "words"

    def __str__(self) -> str:
        return self.text
