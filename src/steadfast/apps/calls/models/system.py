"""A telephone system that tells of calls, what it posted as it came, and whose telephone an extension is."""

from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models import Person, Team

STATES = ("waiting", "read", "unreadable")


class PhoneSystem(models.Model):
    name = models.CharField(max_length=100, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    sealed = models.TextField(blank=True, help_text="the key of its signatures, sealed; none: it signs nothing")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", help_text="whose duty owner calls back")
    paused_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Posted(models.Model):
    """What a telephone system posted: written and committed before anything reads it."""

    system = models.ForeignKey(PhoneSystem, models.PROTECT, related_name="posted", db_index=False)
    at = models.DateTimeField()
    body = models.BinaryField()
    state = models.CharField(max_length=16, default="waiting")
    trouble = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="posted_state_known", condition=Q(state__in=STATES))]
        indexes = [
            models.Index(fields=["system", "-id"], name="posted_by_system"),
            models.Index(fields=["id"], name="posted_waiting", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"posted {self.pk}"


class Extension(models.Model):
    """Whose telephone rings at an extension; a member has one."""

    number = models.CharField(max_length=20, unique=True)
    person = models.OneToOneField(Person, models.CASCADE, related_name="extension")

    def __str__(self) -> str:
        return self.number
