"""A statement of a closed month: revision 1 when it was closed, a further one whenever a later fact changed a count."""

from django.db import models
from django.db.models import Q


class MonthStatement(models.Model):
    insert_only = True

    month = models.DateField(help_text="first day of the month in the practice's zone")
    revision = models.PositiveIntegerField()
    as_of = models.DateTimeField(help_text="what was known at this instant")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "revision"], name="month_statement_once"),
            models.CheckConstraint(name="month_statement_from_one", condition=Q(revision__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} revision {self.revision}"
