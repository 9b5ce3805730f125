"""Boxes: set up, changed, paused; how reading them goes. Events tell of all but the credentials."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q

from steadfast.apps.identity import sealing
from steadfast.apps.mail.models import Box, Sent
from steadfast.apps.mail.operations.letters import wake
from steadfast.apps.mail.signing_in import providers, tokens
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN

SECRETS = {"imap_password": "imap_sealed", "smtp_password": "smtp_sealed"}
SERVERS = ("imap_host", "smtp_host")
PLACE = ("imap_host", "imap_user", "folder", "address")  # another of these is another mailbox
NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def keep_box(box: Box | None, values: Mapping[str, Any], *, actor: Actor, now: datetime) -> Box:
    """Set a box up, or change it; an empty password leaves the one that is kept."""
    row = Box.objects.select_for_update(no_key=True).get(pk=box.pk) if box is not None else Box(since=now)
    before, shown = [getattr(row, name) for name in PLACE], _shows_token_to(row)
    for name, value in values.items():
        if name not in SECRETS:
            setattr(row, name, value)
        elif value:
            setattr(row, SECRETS[name], sealing.seal(value))
    if not _shows_token_to(row) <= shown:
        row.oauth_sealed = ""  # somebody at the provider has to say yes to another server, or provider, anew
    if box is not None and [getattr(row, name) for name in PLACE] != before:
        row.uidvalidity, row.last_uid = None, 0
    row.trouble, row.trouble_since = "", None
    row.save()
    cache.delete("mail_replies_leave")
    kind = "box.added" if box is None else "box.changed"
    _tell(kind, row, {"address": row.address, "receives": row.receives, "sends": row.sends}, actor=actor, now=now)
    return row


def _shows_token_to(row: Box) -> set[tuple[str, str]]:
    """Return whom a token of the mailbox is shown: the provider, and what servers are none of its own."""
    theirs = {"", *providers.SERVERS.get(row.sign_in, {}).values()}
    others = {getattr(row, name) for name in SERVERS} - theirs
    return {(row.sign_in, host) for host in {"", *others}}


@transaction.atomic
def pause_box(box: Box, *, paused: bool, actor: Actor, now: datetime) -> None:
    """Let a box rest: nothing is read and nothing leaves; or let it go on. Doing it twice changes nothing."""
    row = Box.objects.select_for_update(no_key=True).get(pk=box.pk)
    if (row.paused_at is not None) == paused:
        return
    row.paused_at = now if paused else None
    row.trouble, row.trouble_since = "", None
    row.save(update_fields=["paused_at", "trouble", "trouble_since"])
    _tell("box.paused" if paused else "box.resumed", row, {}, actor=actor, now=now)
    if not paused:
        for key in Sent.objects.filter(box=row, state="queued").values_list("pk", flat=True)[:1_000]:
            wake(key)


@transaction.atomic
def keep_token(box: Box, refresh_token: str, *, actor: Actor, now: datetime) -> None:
    """Keep the token by which a provider lets us into a box."""
    Box.objects.filter(pk=box.pk).update(oauth_sealed=sealing.seal(refresh_token), trouble="", trouble_since=None)
    _tell("box.signed_in", box, {"provider": box.sign_in}, actor=actor, now=now)


def bearer(box: Box) -> str:
    """Return an access token for a box whose provider takes no password; raise NoToken."""
    return tokens.bearer(Box.objects.get(pk=box.pk), _renew)


def _renew(box: Box, refresh_token: str) -> str:
    sealed = sealing.seal(refresh_token)
    Box.objects.filter(pk=box.pk).update(oauth_sealed=sealed)
    return sealed


def note_read(box: Box, validity: int, last: int) -> None:
    """Note up to which mail all are kept."""
    Box.objects.filter(pk=box.pk).update(uidvalidity=validity, last_uid=last)
    box.uidvalidity, box.last_uid = validity, last


def note_good(box: Box, *, now: datetime) -> None:
    """Note that the mailbox was read; at most once a minute where nothing was wrong."""
    stale = Q(checked_at=None) | Q(checked_at__lte=now - NOTED_EVERY) | ~Q(trouble="")
    Box.objects.filter(stale, pk=box.pk).update(checked_at=now, trouble="", trouble_since=None)


def note_trouble(box: Box, why: str, *, now: datetime) -> None:
    """Note what keeps the mailbox from being read; since when stays as it was noted first."""
    rows = Box.objects.filter(pk=box.pk)
    rows.filter(trouble_since=None).update(trouble_since=now)
    rows.update(trouble=why)


def _tell(kind: str, box: Box, body: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    event = events.NewEvent(PRACTICE_CHAIN, kind, now, None, {"box": box.pk, "name": box.name, **body})
    events.append(event, actor=actor, now=now)
