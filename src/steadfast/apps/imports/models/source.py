"""A source: another system that tickets are brought in from, and who has the last word on them.

While the source leads, what came from it is a shadow: it is read here and changed there. "We lead now" ends that.
"""

from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models import Person

LEADS = ("source", "practice")


class Source(models.Model):
    name = models.CharField(max_length=64, unique=True)
    leads = models.CharField(max_length=16, default="source")
    changed_at = models.DateTimeField(help_text="since when who leads does")
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="source_leads_known", condition=Q(leads__in=LEADS))]

    def __str__(self) -> str:
        return self.name
