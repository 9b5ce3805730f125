"""A webhook: an address of somebody's program that is told what happens, signed by a secret that both know."""

from django.db import models
from django.db.models import Q

from steadfast.apps.clients.models import Client
from steadfast.foundation.models import Event

FAILING = Q(failing_since__isnull=False)


class Hook(models.Model):
    """`off_at`: since when nothing is sent; `off_why` says why where it was not a person who switched it off.

    `told_from`: it is told nothing of what was recorded before.
    """

    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    kinds = models.TextField(help_text="of events, with a space between them")
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="+", help_text="none: of all")
    secret = models.TextField(help_text="sealed")
    old_secret = models.TextField(blank=True, help_text="sealed; signs too until old_until")
    old_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    told_from = models.DateTimeField()
    failing_since = models.DateTimeField(null=True)
    off_at = models.DateTimeField(null=True)
    off_why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["failing_since"], name="hook_failing", condition=FAILING)]

    def __str__(self) -> str:
        return self.name

    @property
    def told(self) -> list[str]:
        """The kinds of events that it is told."""
        return self.kinds.split()


class HookDelivery(models.Model):
    """One message to one webhook. Its text is written once, so that each try sends and signs the same."""

    hook = models.ForeignKey(Hook, models.CASCADE, related_name="deliveries", db_index=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)
    uid = models.CharField(max_length=40, unique=True, help_text="webhook-id: the same in each try")
    kind = models.CharField(max_length=60)
    body = models.TextField()
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True, help_text="when it was taken")
    given_up_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.CharField(max_length=500, blank=True, help_text="how the answer begins, or what went wrong")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hook", "event"], name="hook_told_once")]
        indexes = [
            models.Index(fields=["hook", "made_at", "id"], name="hook_delivery_by_hook"),
            models.Index(fields=["made_at"], name="hook_delivery_by_made"),
        ]

    def __str__(self) -> str:
        return self.uid
