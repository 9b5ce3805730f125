"""Terms: the frozen clause that a commitment is judged by, addressed by its content and shared by many."""

from typing import Any

from django.db import models

from steadfast.apps.agreements.models import AgreementVersion, CalendarVersion


class Terms(models.Model):
    insert_only = True

    digest = models.CharField(max_length=64, unique=True)
    body: "models.JSONField[dict[str, Any]]" = models.JSONField(help_text="steadfast.domain.commitment.terms.Terms")
    calendar_version = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="+")
    agreement_version = models.ForeignKey(AgreementVersion, models.PROTECT, null=True, related_name="+")
    target_s = models.PositiveBigIntegerField(
        null=True, help_text="working seconds; none: a fixed instant was promised"
    )
    warn_bp = models.PositiveIntegerField(help_text="share of the target after which it warns, in basis points")

    class Meta:
        verbose_name_plural = "terms"

    def __str__(self) -> str:
        return self.digest[:12]
