"""The practice: the one party that is us, with the zone in which its months begin and end, and its telephone."""

from django.db import models

from steadfast.apps.identity.models.party import Party


class Practice(models.Model):
    party = models.OneToOneField(Party, models.PROTECT, primary_key=True, related_name="practice")
    zone = models.CharField(max_length=64, help_text="IANA name; months of figures are those of this zone")
    currency = models.CharField(max_length=3, help_text="ISO 4217")
    phone = models.CharField(
        max_length=40, blank=True, default="", help_text="which clients call when all stands still"
    )
    settled_at = models.DateTimeField(null=True, help_text="when somebody said that the first hour is over")

    def __str__(self) -> str:
        return self.party.name
