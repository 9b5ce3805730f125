"""Waking: the practice's rules, how each person is woken, and every call that was made."""

from django.db import models
from django.db.models import Q

from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person, Team

ONLY = 1  # the key of the one row of rules


class WakingRules(models.Model):
    """One row. `origin`: as who kept the rules reached this practice; STEADFAST_ORIGINS comes before it."""

    on = models.BooleanField(default=True)
    priorities = models.CharField(max_length=20, default="P1", help_text="of tickets that wake, with commas between")
    patience = models.PositiveSmallIntegerField(default=10, help_text="minutes until the next one is woken")
    gateway = models.URLField(max_length=500, blank=True, help_text="of text messages or calls, by webhook")
    secret = models.TextField(blank=True, help_text="sealed; signs what is sent there")
    origin = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "waking rules"
        constraints = [models.CheckConstraint(name="waking_rules_once", condition=Q(id=ONLY))]

    def __str__(self) -> str:
        return "rules of waking"

    @property
    def wakes(self) -> set[str]:
        """The priorities of tickets that wake; none while waking is switched off."""
        return {each.strip() for each in self.priorities.split(",")} if self.on else set()


class WakingWays(models.Model):
    """By what somebody is woken while they are on call. Quiet hours hold notices back; a wake goes through them."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="waking_ways")
    by_mail = models.BooleanField(default=True)
    by_gateway = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "waking ways"
        constraints = [
            models.CheckConstraint(name="waking_ways_one_at_least", condition=Q(by_mail=True) | Q(by_gateway=True))
        ]

    def __str__(self) -> str:
        return f"ways of {self.person_id}"


class Wake(models.Model):
    """One person is woken for one ticket; at most one such call waits for an answer on a ticket."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    no = models.PositiveSmallIntegerField(help_text="1, 2, 3 … on its ticket")
    token_hash = models.CharField(max_length=64, unique=True)
    woken_at = models.DateTimeField()
    next_at = models.DateTimeField(help_text="when the next one is woken")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    over_at = models.DateTimeField(null=True, help_text="passed to the next one, or not needed any more")
    over = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "no"], name="wake_once"),
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(answered_at=None, over_at=None), name="wake_waits_once"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="wake_waiting", condition=Q(answered_at=None, over_at=None)),
            models.Index(fields=["woken_at"], name="wake_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.ticket_id}"


class WakeTry(models.Model):
    """One way was tried; what went wrong, if anything."""

    wake = models.ForeignKey(Wake, models.CASCADE, related_name="tries", db_index=False)
    way = models.CharField(max_length=20)
    at = models.DateTimeField()
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "wake tries"
        constraints = [models.UniqueConstraint(fields=["wake", "way"], name="wake_try_once")]

    def __str__(self) -> str:
        return f"{self.way} of {self.wake_id}"
