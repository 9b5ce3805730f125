"""A request form: what is asked for something that is wanted often, and the ticket that it opens."""

from django.db import models
from django.db.models.functions import Lower

from steadfast.apps.automation.models.checklist import Checklist
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Team


class ServiceForm(models.Model):
    """`fields`: key, label, type, required, help and choices of each, in order. Without clients it is for all of them.

    `needs_approval`: the ticket waits for the yes of a contact who is named on it.
    """

    name = models.CharField(max_length=100)
    intro = models.TextField(blank=True)
    fields = models.JSONField(default=list)
    clients = models.ManyToManyField(Client, related_name="+")
    kind = models.CharField(max_length=16)
    impact = models.PositiveSmallIntegerField()
    urgency = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=100, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", db_index=False)
    checklist = models.ForeignKey(Checklist, models.SET_NULL, null=True, related_name="+", db_index=False)
    needs_approval = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="service_form_named_once")]

    def __str__(self) -> str:
        return self.name
