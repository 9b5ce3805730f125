"""An agreement with a client (or with all of them), in versions that are never edited.

`body` holds the promises as data, see steadfast.domain.commitment.clauses:
{"kinds": {kind: {"targets": {priority: seconds}, "starts": event, "stops": event, "pauses_on": [reason …]}},
 "warn_bp": 7500, "confirmation_s": seconds, "clause": "§3", "ends_on": "2027-03-31", "notice_days": 90}
The last two are there only where an end or a notice is agreed.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from steadfast.apps.agreements.models.calendar import Calendar
from steadfast.apps.clients.models import Client, Site
from steadfast.foundation.models import Subject


class Agreement(models.Model):
    """`offered` is what new work falls under. The most specific one wins: service, then site, then client, then all.

    Of two that are as specific as each other the version that took effect last wins, and the pair is a conflict that
    the list of agreements names. One that is not offered still judges what was promised under it, such as an imported
    past.
    """

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="agreement")
    name = models.CharField(max_length=100, unique=True)
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="agreements", help_text="none: everybody"
    )
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", help_text="none: every site of the client"
    )
    service = models.CharField(max_length=100, blank=True, help_text="a ticket's category; empty: every service")
    offered = models.BooleanField(default=True, help_text="new work falls under it")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_site_needs_client", condition=Q(site__isnull=True) | Q(client__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.name


class AgreementVersion(models.Model):
    insert_only = True

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    no = models.PositiveIntegerField()
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="agreement_versions")
    body: "models.JSONField[dict[str, Any]]" = models.JSONField()
    valid_from = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "no"], name="agreement_version_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.no}"
