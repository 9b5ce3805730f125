"""The clock that somebody lets run: at most one a person. It is a row, so it survives whatever restarts."""

from django.db import models

from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person


class Timer(models.Model):
    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="timer")
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, related_name="+", help_text="none: inside")
    started_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} since {self.started_at:%Y-%m-%d %H:%M}"
