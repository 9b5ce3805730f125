"""A client: a party that we serve, with its own chain of events and its own zone."""

from django.db import models

from steadfast.apps.identity.models import Party, Person
from steadfast.foundation.models import Chain


class Client(models.Model):
    party = models.OneToOneField(Party, models.PROTECT, primary_key=True, related_name="client")
    chain = models.OneToOneField(Chain, models.PROTECT, related_name="client")
    zone = models.CharField(max_length=64, help_text="IANA name")
    since_on = models.DateField(null=True, blank=True)
    relationship_owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="relationships")
    name = models.CharField(max_length=200, help_text="the party's name, kept here so that lists sort by an index")
    source_key = models.CharField(max_length=200, blank=True, help_text="its key in the system it was imported from")
    retired_at = models.DateTimeField(null=True, blank=True, help_text="since when we serve them no longer")

    class Meta:
        indexes = [models.Index(fields=["name", "party"], name="client_by_name")]

    def __str__(self) -> str:
        return self.name
