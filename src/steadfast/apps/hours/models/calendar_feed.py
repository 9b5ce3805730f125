"""A calendar to subscribe to: one's own, or the rota of a team. Who knows its address reads it; the token is kept
hashed."""

from django.db import models

from steadfast.apps.identity.models import Person, Team


class CalendarFeed(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    team = models.ForeignKey(
        Team, models.CASCADE, null=True, related_name="+", db_index=False, help_text="none: the person's own calendar"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, help_text="to the hour")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="calendar_feed_by_person")]

    def __str__(self) -> str:
        return f"feed {self.pk} of {self.person_id}"
