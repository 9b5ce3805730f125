"""A site: a place of a client where computers stand."""

from django.db import models

from steadfast.apps.clients.models.client import Client


class Site(models.Model):
    client = models.ForeignKey(Client, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "name"], name="site_name_once")]

    def __str__(self) -> str:
        return self.name
