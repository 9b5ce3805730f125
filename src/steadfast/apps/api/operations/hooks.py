"""Make, change and switch webhooks, and change their secrets. Each is told on the practice's chain."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from steadfast.apps.api import hook_kinds, signing
from steadfast.apps.api.models import Hook, HookDelivery
from steadfast.apps.api.operations import telling
from steadfast.apps.api.queries import hooks
from steadfast.apps.identity.sealing import opened, seal
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import known, say
from steadfast.foundation import events, outgoing
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import PRACTICE_CHAIN

BOTH = timedelta(hours=24)  # so long the old secret signs beside the new one
MOST = 50


def refuse_address(url: str, *, loopback: bool = False) -> None:
    """Refuse an address that is not to be asked."""
    try:
        outgoing.require_good(url, loopback=loopback)
    except outgoing.NotThere as error:
        raise Refused(say("This address cannot be told: %(why)s.", why=str(error))) from error


@transaction.atomic
def make_hook(
    name: str, url: str, kinds: Iterable[str], client_id: int | None = None, *, actor: Actor, now: datetime
) -> tuple[Hook, str]:
    """Make a webhook; return it and the secret that its program must know."""
    if Hook.objects.count() >= MOST:
        raise Refused(say("There are %(most)s webhooks; no more fit.", most=MOST))
    secret = signing.new_secret()
    values = {"name": name.strip()[:80], "url": url, "kinds": _known(kinds), "client_id": client_id}
    hook = Hook.objects.create(**values, secret=seal(secret), made_at=now, told_from=now)
    events.append(_told("hook.made", hook, now), actor=actor, now=now)
    return hook, secret


@transaction.atomic
def change_hook(
    hook: Hook, name: str, url: str, kinds: Iterable[str], client_id: int | None, *, actor: Actor, now: datetime
) -> None:
    """Give it another name, address, kinds or client."""
    row = Hook.objects.select_for_update(no_key=True).get(pk=hook.pk)
    row.name, row.url, row.kinds, row.client_id = name.strip()[:80], url, _known(kinds), client_id
    row.save(update_fields=["name", "url", "kinds", "client_id"])
    events.append(_told("hook.changed", row, now), actor=actor, now=now)


@transaction.atomic
def switch_hook(hook: Hook, *, on: bool, missed: bool = False, actor: Actor, now: datetime) -> None:
    """Switch it off, or on again: then it counts as never having failed, and is told what happens from now on.

    `missed`: it is sent what it did not take, too; where it failed until it was switched off, that is all since then.
    """
    row = Hook.objects.select_for_update(no_key=True).get(pk=hook.pk)
    if on == (row.off_at is None):
        return
    if on:
        (_send if missed else _drop)(row, now=now)
        row.told_from = row.told_from if missed and row.off_why else now
    row.off_at, row.off_why, row.failing_since = (None, "", None) if on else (now, "", row.failing_since)
    row.save(update_fields=["told_from", "off_at", "off_why", "failing_since"])
    events.append(_told("hook.switched", row, now), actor=actor, now=now)


def _send(hook: Hook, *, now: datetime) -> None:
    """Put what was missed on the list from the first try; what is due later has its job still.

    It is sent what it would be told as it is now: its client and its kinds may have been changed while it was off.
    """
    theirs = Q(kind__in=hook.told)
    if hook.client is not None:
        theirs &= Q(event__chain=hook.client.chain_id)
    _drop(hook, but=theirs, now=now)
    over = Q(given_up_at__isnull=False) | Q(next_at__lte=now)
    hooks.missed_by(hook).filter(theirs, over).update(given_up_at=None, tries=0, next_at=now)


def _drop(hook: Hook, *, but: Q | None = None, now: datetime) -> None:
    gone = {"given_up_at": now, "next_at": None, "answer": known("it was switched on again without what it had missed")}
    rows = hooks.missed_by(hook).filter(given_up_at=None)
    (rows if but is None else rows.exclude(but)).update(**gone)


@transaction.atomic
def change_secret(hook: Hook, *, actor: Actor, now: datetime) -> str:
    """Make another secret and return it; for a day the old one signs too."""
    row = Hook.objects.select_for_update(no_key=True).get(pk=hook.pk)
    secret = signing.new_secret()
    row.secret, row.old_secret, row.old_until = seal(secret), row.secret, now + BOTH
    row.save(update_fields=["secret", "old_secret", "old_until"])
    events.append(_told("hook.secret_changed", row, now), actor=actor, now=now)
    return secret


def secrets_of(hook: Hook, now: datetime) -> list[str]:
    """Return the secrets that sign now, the newest first."""
    both = bool(hook.old_secret) and hook.old_until is not None and now < hook.old_until
    return [opened(hook.secret), *([opened(hook.old_secret)] if both else [])]


@transaction.atomic
def send_again(delivery: HookDelivery, *, actor: Actor, now: datetime) -> None:
    """Put a message on the list once more, from the first try; a worker sends it."""
    nothing = {"done_at": None, "given_up_at": None, "tries": 0, "next_at": now}
    HookDelivery.objects.filter(pk=delivery.pk).update(**nothing)
    body = {"delivery": delivery.pk, "hook": delivery.hook_id}
    events.append(NewEvent(PRACTICE_CHAIN, "hook.sent_again", now, None, body), actor=actor, now=now)


@transaction.atomic
def try_hook(hook: Hook, *, actor: Actor, now: datetime) -> None:
    """Put a message on the list that says nothing but that it is a test; a worker sends it."""
    row = Hook.objects.select_for_update(no_key=True).get(pk=hook.pk)
    if row.off_at is not None:
        raise Refused(say("Switch it on first."))
    event = events.append(_told("hook.tested", row, now), actor=actor, now=now)
    telling.write([row], event, None, now=now)


def _known(kinds: Iterable[str]) -> str:
    found = [kind for kind in hook_kinds.KINDS if kind in set(kinds)]
    if not found:
        raise Refused(say("Choose at least one thing that it is told."))
    return " ".join(found)


def _told(kind: str, hook: Hook, now: datetime) -> NewEvent:
    body = {"hook": hook.pk, "kinds": hook.told, "client": hook.client_id, "off": hook.off_at is not None}
    return NewEvent(PRACTICE_CHAIN, kind, now, None, body, private={"name": hook.name, "url": hook.url})
