"""A party: anyone who can owe something or be owed. Number 1 is the practice itself."""

from django.db import models

PRACTICE_ID = 1
OUTSIDE = ("supplier", "partner")  # who can stand behind what we promise
KINDS = ("practice", "client", "partner", "supplier", "provider", "prospect")


class Party(models.Model):
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                name="party_one_practice",
                condition=models.Q(id=PRACTICE_ID, kind="practice")
                | (~models.Q(id=PRACTICE_ID) & ~models.Q(kind="practice")),
            ),
            models.CheckConstraint(name="party_kind_known", condition=models.Q(kind__in=KINDS)),
        ]
        indexes = [models.Index(fields=["kind", "name"], name="party_by_name")]

    def __str__(self) -> str:
        return self.name
