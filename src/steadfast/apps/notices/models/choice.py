"""How somebody wants to be written to about what they have not read. Who chose nothing has what a new row has."""

from datetime import time

from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models import Person
from steadfast.domain.notices import HOWS


class MailChoice(models.Model):
    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="+")
    how = models.CharField(max_length=8, default="morning")
    quiet_from = models.TimeField(default=time(18))
    quiet_until = models.TimeField(default=time(8))
    open_days = models.BooleanField(default=True, help_text="days on which the practice is closed are quiet, too")
    last_mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="mail_choice_known", condition=Q(how__in=HOWS))]

    def __str__(self) -> str:
        return f"{self.how} for {self.person_id}"
