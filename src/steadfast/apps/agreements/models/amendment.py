"""An amendment: an edit of an agreement or a calendar while it is prepared, previewed and applied.

It names the version it began from, so that two people who edit at once do not overwrite each other: whoever applies
second is refused and told what changed. `body` has the form of the version that it will become.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from steadfast.apps.agreements.models.agreement import Agreement, AgreementVersion
from steadfast.apps.agreements.models.calendar import Calendar, CalendarVersion
from steadfast.apps.identity.models import Person
from steadfast.domain.language import known

STATES = (known("draft"), known("applying"), known("applied"), known("dropped"))


class Amendment(models.Model):
    """`reaches_open`: open commitments change, too, after the preview; otherwise it holds for new work alone."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="amendments")
    calendar = models.ForeignKey(
        Calendar, models.PROTECT, null=True, related_name="amendments", help_text="the calendar that is edited"
    )
    base_no = models.PositiveIntegerField(help_text="number of the version that it began from")
    body: "models.JSONField[dict[str, Any]]" = models.JSONField()
    origins: "models.JSONField[dict[str, str]]" = models.JSONField(
        default=dict, help_text="where a calendar's dates were taken from, by date"
    )
    on_calendar = models.ForeignKey(
        Calendar, models.PROTECT, null=True, related_name="+", help_text="the calendar an agreement shall count on"
    )
    valid_from = models.DateTimeField(null=True, help_text="of an agreement's version")
    reason = models.CharField(max_length=300)
    reaches_open = models.BooleanField(default=True)
    state = models.CharField(max_length=16, default="draft")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    applied_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True, help_text="when its version was made")
    agreement_version = models.ForeignKey(AgreementVersion, models.PROTECT, null=True, related_name="+")
    calendar_version = models.ForeignKey(CalendarVersion, models.PROTECT, null=True, related_name="+")
    next_id = models.PositiveBigIntegerField(default=0, help_text="applied to commitments below this id")
    changed = models.PositiveIntegerField(default=0, help_text="commitments restamped so far")

    class Meta:
        constraints = [
            models.CheckConstraint(name="amendment_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(
                name="amendment_of_one_thing",
                condition=Q(agreement__isnull=False, calendar__isnull=True)
                | Q(agreement__isnull=True, calendar__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"amendment {self.pk}"
