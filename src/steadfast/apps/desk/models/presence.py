"""Presence: who has a ticket open right now, so that two people see each other before they both write."""

from django.db import models

from steadfast.apps.desk.models.ticket import Ticket
from steadfast.apps.identity.models import Person


class Presence(models.Model):
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    seen_at = models.DateTimeField(db_index=True)
    writing_at = models.DateTimeField(null=True, help_text="when they last typed into the composer")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "person"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.ticket_id}"
