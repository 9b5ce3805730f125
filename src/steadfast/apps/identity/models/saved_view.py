"""A saved view: the filters of one list under a name, kept for oneself or shared; and with which a list opens."""

from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models.person import Person
from steadfast.apps.identity.models.team import Team

SHARED = ("own", "team", "everyone")
LONGEST_QUERY = 500


class SavedView(models.Model):
    """`query` holds only what the list knows how to read (foundation.lists), never an address."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="views", db_index=False)
    list = models.CharField(max_length=32)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=LONGEST_QUERY)
    shared = models.CharField(max_length=8, default="own")
    team = models.ForeignKey(Team, models.CASCADE, null=True, related_name="+", db_index=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="saved_view_of_a_team",
                condition=Q(shared="team", team__isnull=False) | Q(shared__in=("own", "everyone"), team__isnull=True),
            ),
            models.UniqueConstraint(fields=["list", "person", "name"], name="saved_view_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class FirstView(models.Model):
    """The view with which a list opens for a person; without one it opens as it is."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    list = models.CharField(max_length=32)
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="first_of")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "list"], name="first_view_of_a_list")]

    def __str__(self) -> str:
        return f"{self.list} of {self.person_id}"
