"""A rule of the practice: its body as domain.automation.rules reads it, its versions, and each time that it ran.

It is on since `on_at`, and only a version whose trial somebody saw can be on. What halted it stands there until it is
switched on again.
"""

from django.db import models
from django.db.models import Q

from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person
from steadfast.domain.automation.rules import WHENS

OUTCOMES = ("done", "nothing", "refused", "halted", "passed")
HALTS = ("", "owner", "team", "person", "checklist", "overrun", "body")


class Rule(models.Model):
    """`place`: rules run in this order; `when` is that of its body; `trial`: what the last dry run found."""

    name = models.CharField(max_length=100)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    place = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    when = models.CharField(max_length=16)
    body = models.JSONField()
    changed_at = models.DateTimeField()
    tried_version = models.PositiveIntegerField(null=True)
    tried_at = models.DateTimeField(null=True)
    trial = models.JSONField(default=dict)
    on_at = models.DateTimeField(null=True)
    halted_at = models.DateTimeField(null=True)
    halted_why = models.CharField(max_length=16, blank=True)
    halted_on = models.ForeignKey(Ticket, models.PROTECT, null=True, related_name="+", db_index=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="rule_when_known", condition=Q(when__in=WHENS)),
            models.CheckConstraint(name="rule_halt_known", condition=Q(halted_why__in=HALTS)),
            models.CheckConstraint(
                name="rule_on_as_tried",
                condition=Q(on_at__isnull=True) | Q(tried_version=models.F("version"), removed_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["when", "place"], name="rule_on", condition=Q(on_at__isnull=False))]

    def __str__(self) -> str:
        return self.name


class RuleVersion(models.Model):
    """A rule as somebody wrote it."""

    insert_only = True

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="versions", db_index=False)
    no = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    body = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "no"], name="rule_version_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.no}"


class RuleRun(models.Model):
    """One event for which a rule held, once. It wrote the events of the ticket after `after` up to `until`.

    Of a rule of time the event is the one since which the time runs, and a row says "passed" where it did not hold.
    `did`: [action, outcome, why] of each, in order.
    """

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="runs", db_index=False)
    version = models.PositiveIntegerField()
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="+", db_index=False)
    event_id = models.BigIntegerField()
    after = models.BigIntegerField()
    until = models.BigIntegerField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8)
    did = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "event_id"], name="rule_run_once"),
            models.CheckConstraint(name="rule_run_outcome_known", condition=Q(outcome__in=OUTCOMES)),
        ]
        indexes = [
            models.Index(fields=["ticket", "until"], name="rule_run_by_ticket"),
            models.Index(fields=["rule", "at"], name="rule_run_by_rule"),
            models.Index(fields=["at"], name="rule_run_by_at"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.outcome}"
