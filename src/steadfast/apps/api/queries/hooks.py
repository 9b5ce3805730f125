"""Webhooks and what was sent to them, for who manages them; and the line on Today while one fails."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.urls import reverse

from steadfast.apps.api.models import Hook, HookDelivery
from steadfast.apps.commitments.nudges import Nudge
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

PERMISSION = "hooks.manage"
SOON = timedelta(hours=1)  # of failing, before it is said
KEPT, KEPT_S = "hooks_in_trouble", 30  # seldom anything, so not asked for every Today


def hooks_visible_to(actor: Actor) -> QuerySet[Hook]:
    """Return the webhooks that an actor may see."""
    rows = Hook.objects.select_related("client")
    return rows if actor.may(PERMISSION) else rows.none()


def deliveries_of(hook: Hook) -> QuerySet[HookDelivery]:
    """Return what was sent to a webhook, or will be."""
    return HookDelivery.objects.filter(hook=hook)


def missed_by(hook: Hook) -> QuerySet[HookDelivery]:
    """Return what was not taken: all that is still to be sent, and what was given up since it began to fail."""
    rows, began = HookDelivery.objects.filter(hook=hook, done_at=None), hook.failing_since
    return rows.filter(Q(given_up_at=None) | (Q(tried_at__gte=began) if began else Q(pk__in=[])))


def nudges(actor: Actor, now: datetime) -> Iterable[Nudge]:
    """Return a row for each webhook that fails, or was switched off because it did."""
    if not actor.may(PERMISSION):
        return []
    return [_nudge(hook) for hook in cache.get_or_set(KEPT, lambda: _in_trouble(now), KEPT_S) or []]


def _in_trouble(now: datetime) -> list[Hook]:
    rows = Hook.objects.filter(Q(failing_since__lte=now - SOON, off_at=None) | ~Q(off_why=""))
    return list(rows.order_by("id")[:5])


def _nudge(hook: Hook) -> Nudge:
    since = hook.off_at or hook.failing_since
    assert since is not None
    what = say("See why its messages are not taken") if hook.off_at is None else say("Mend it, then switch it on")
    return Nudge(what, say("Webhook"), reverse("api:hook", args=[hook.pk]), hook.name, since)
