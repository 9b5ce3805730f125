"""The outbox: one row for each event that a subscriber has not yet had. Delivered means deleted.

Rows and not "the last id seen": on PostgreSQL the order of ids is not the order of commits.
"""

from django.db import models

from steadfast.foundation.models.event import Event


class Delivery(models.Model):
    event = models.ForeignKey(Event, models.PROTECT, related_name="deliveries", db_index=False)
    subscriber = models.CharField(max_length=100)
    attempts = models.IntegerField(default=0)
    next_at = models.DateTimeField(null=True)  # empty: given up, a person must look
    lease_owner = models.CharField(max_length=80, default="")
    lease_until = models.DateTimeField(null=True)
    error = models.TextField(default="")  # of the last attempt

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["event", "subscriber"], name="delivery_is_unique")]
        indexes = [models.Index(fields=["next_at"], name="delivery_due")]

    def __str__(self) -> str:
        return f"event {self.event_id} for {self.subscriber}"
