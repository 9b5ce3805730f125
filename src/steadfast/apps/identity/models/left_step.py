"""A first step that the practice leaves for later: it is not asked for again on Today."""

from django.db import models

from steadfast.apps.identity.models.person import Person


class LeftStep(models.Model):
    key = models.CharField(max_length=32, primary_key=True)
    left_at = models.DateTimeField()
    left_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return self.key
