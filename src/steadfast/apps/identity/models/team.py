"""A team and its duty owner, who answers for what nobody has accepted yet."""

from django.db import models

from steadfast.apps.identity.models.person import Person


class Team(models.Model):
    name = models.CharField(max_length=100, unique=True)
    duty_owner = models.ForeignKey(Person, models.PROTECT, related_name="duties")

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="teams")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="team_member_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id}"
