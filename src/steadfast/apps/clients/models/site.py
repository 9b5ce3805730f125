"""A site: a place of a client where computers stand."""

from django.db import models

from steadfast.apps.clients.models.client import Client


class Site(models.Model):
    client = models.ForeignKey(Client, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=200)
    retired_at = models.DateTimeField(null=True, blank=True, help_text="since when nothing of theirs stands there")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "name"], name="site_name_once")]

    def __str__(self) -> str:
        return self.name
