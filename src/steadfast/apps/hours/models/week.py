"""A week that somebody has handed in: they have looked at it, and it is complete. It locks nothing."""

from django.db import models

from steadfast.apps.identity.models import Person


class WeekHandedIn(models.Model):
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    monday = models.DateField()
    minutes = models.PositiveIntegerField(help_text="as it was handed in")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "weeks handed in"
        constraints = [models.UniqueConstraint(fields=["person", "monday"], name="week_handed_in_once")]
        indexes = [models.Index(fields=["monday"], name="week_handed_in_by_monday")]

    def __str__(self) -> str:
        return f"{self.person_id} week of {self.monday}"

    @property
    def seconds(self) -> int:
        """Its minutes, as pages say durations."""
        return self.minutes * 60
