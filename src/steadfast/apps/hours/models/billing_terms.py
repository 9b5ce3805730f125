"""What an agreement says about time, in versions that are never edited: each holds from its first day on."""

from django.db import models

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.identity.models import Person
from steadfast.domain.hours.reasons import BLOCKS, Terms


class BillingTerms(models.Model):
    insert_only = True

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    no = models.PositiveIntegerField()
    incidents = models.BooleanField(help_text="the fee of the agreement covers incidents")
    requests = models.BooleanField(help_text="the fee of the agreement covers requests")
    block = models.PositiveSmallIntegerField(help_text="minutes; the bill counts whole blocks")
    least = models.PositiveSmallIntegerField(help_text="minutes on the bill for one ticket on one day, at least")
    first_day = models.DateField(help_text="of work that falls under it")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name_plural = "billing terms"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "no"], name="billing_terms_once"),
            models.CheckConstraint(name="billing_terms_block_known", condition=models.Q(block__in=BLOCKS)),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.no}"

    @property
    def value(self) -> Terms:
        """The terms as the domain takes them."""
        covers = {"incident": self.incidents, "request": self.requests}
        return Terms(frozenset(kind for kind, covered in covers.items() if covered), self.block, self.least)
