"""That somebody leaves: when, and who takes what they answer for. It is carried out by a job, and may be again."""

from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models.person import Person


class Leaving(models.Model):
    """`takers`: persons by the key of a group (see leavers.py); "rest" for whatever is not named."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="leavings", db_index=False)
    leaves_at = models.DateTimeField()
    takers = models.JSONField(default=dict)
    total = models.IntegerField(default=0, help_text="how much was to be passed when it was planned")
    passed = models.IntegerField(default=0)
    trouble = models.TextField(blank=True, help_text="why it does not go on")
    done_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(done_at=None, cancelled_at=None), name="leaving_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} leaves {self.leaves_at:%Y-%m-%d}"
