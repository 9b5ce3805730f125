"""A source of alerts: a monitoring system that posts to its own address. Of its token only a hash is kept."""

from django.db import models
from django.db.models import Q

from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Team
from steadfast.domain.alerts.formats import FORMATS

STATES = ("waiting", "read", "unreadable")


class AlertSource(models.Model):
    """`mapping`: what its format asks, by name. `clients`: our client by the name that monitoring has for it."""

    name = models.CharField(max_length=100, unique=True)
    format = models.CharField(max_length=16)
    token_hash = models.CharField(max_length=64, unique=True)
    mapping: "models.JSONField[dict[str, str]]" = models.JSONField(default=dict)
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="+", help_text="whose it is otherwise")
    clients: "models.JSONField[dict[str, int]]" = models.JSONField(default=dict)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", help_text="none: the first team")
    urgencies: "models.JSONField[dict[str, int]]" = models.JSONField(default=dict, help_text="by severity: 1, 2 or 3")
    window_s = models.PositiveIntegerField(default=300, help_text="how long what follows joins the same ticket")
    settle_s = models.PositiveIntegerField(default=300, help_text="how long all must be well before it is resolved")
    paused_at = models.DateTimeField(null=True, help_text="since when its address answers that it is not there")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="alert_source_format_known", condition=Q(format__in=tuple(FORMATS)))]

    def __str__(self) -> str:
        return self.name


class Arrival(models.Model):
    """What was posted, as it came: written and committed before anything reads it."""

    source = models.ForeignKey(AlertSource, models.PROTECT, related_name="arrivals", db_index=False)
    at = models.DateTimeField()
    body = models.BinaryField()
    state = models.CharField(max_length=16, default="waiting")
    alerts = models.PositiveIntegerField(default=0, help_text="how many it told of")
    trouble = models.TextField(blank=True, help_text="what of it could not be read, and why")

    class Meta:
        constraints = [models.CheckConstraint(name="arrival_state_known", condition=Q(state__in=STATES))]
        indexes = [
            models.Index(fields=["source", "-id"], name="arrival_by_source"),
            models.Index(fields=["id"], name="arrival_waiting", condition=Q(state="waiting")),
            models.Index(fields=["source", "-id"], name="arrival_in_trouble", condition=~Q(trouble="")),
        ]

    def __str__(self) -> str:
        return f"arrival {self.pk}"
