"""A form that was sent: its key, so that a second press of the button does nothing twice."""

from django.db import models

from steadfast.apps.desk.models.ticket import Ticket


class SentForm(models.Model):
    key = models.UUIDField(primary_key=True)
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.key)
