"""A turn of duty: who is a team's duty owner for a while, instead of the one who is it otherwise."""

from django.db import models
from django.db.models import F, Q

from steadfast.apps.identity.models.person import Person
from steadfast.apps.identity.models.team import Team


class DutyTurn(models.Model):
    """Turns of one team never overlap (the operation that writes them refuses it)."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="turns", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="duty_turn_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.UniqueConstraint(fields=["team", "starts_at"], name="duty_turn_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.team_id} from {self.starts_at:%Y-%m-%d}"
