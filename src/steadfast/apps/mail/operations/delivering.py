"""Deliver: hand a queued mail to its server, note what became of it, try again later what may pass.

A row is claimed before the network is asked, so that two workers never send it at once; one that died between the
server's yes and our note sends it again, with the same Message-ID, which mail systems know again.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q

from steadfast.apps.mail.models import Incoming, Sent
from steadfast.apps.mail.operations.boxes import bearer
from steadfast.apps.mail.operations.letters import domain_of, new_name, wake
from steadfast.apps.mail.operations.referring import refer
from steadfast.apps.mail.queries import nudges, outgoing
from steadfast.apps.mail.sending.lines import Lines, lines
from steadfast.apps.mail.sending.transport import RefusedForGood, Trouble
from steadfast.domain.mail import message_id
from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM, Actor

CLAIM = timedelta(minutes=5)
FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
PATIENCE = timedelta(days=2)
RUN = timedelta(seconds=30)  # how long one job goes on sending: what is left has jobs of its own, or the next minute
log = logging.getLogger(__name__)


def deliver(sent_id: int, *, now: datetime) -> str:
    """Try a mail that is due; return its state afterwards, "" where it was not due."""
    with lines() as opened:
        return _deliver(sent_id, opened, now)


def deliver_all(keys: Iterable[int], *, clock: Callable[[], datetime]) -> int:
    """Try mails one after the other, a connection for each box, while RUN lasts; return how many were due."""
    begun, tried = clock(), 0
    with lines() as opened:
        for key in keys:
            if clock() - begun > RUN:
                break
            tried += bool(_deliver(key, opened, clock()))
    return tried


def deliver_with_others(sent_id: int, *, clock: Callable[[], datetime]) -> str:
    """Try a mail; once it left, those that wait for the same box leave by the same connection. Return its state."""
    begun = clock()
    with lines() as opened:
        state = _deliver(sent_id, opened, begun)
        rest = due(now=begun, beside=sent_id) if state == "sent" else []
        for key in rest:
            if clock() - begun > RUN or _deliver(key, opened, clock()) == "queued":
                break
    return state


def _deliver(sent_id: int, opened: Lines, now: datetime) -> str:
    row = _claim(sent_id, now)
    if row is None:
        return ""
    try:
        mail, fresh = outgoing.ready(row, bearer)
        opened.hand_over(mail, row.box_id, fresh)
    except RefusedForGood as error:
        return _give_up(row, str(error), now)
    except Trouble as error:
        return _put_off(row, str(error), now)
    except Exception as error:
        log.exception("%s stumbled", row)
        return _put_off(row, f"{type(error).__name__}: {error}"[:500], now)
    _end(row, "sent", "", now)
    return "sent"


def due(*, now: datetime, most: int = 200, beside: int | None = None) -> list[int]:
    """Return the keys of mails that are due, the longest waiting first; those of the box of one alone (`beside`)."""
    rows = Sent.objects.filter(_DUE, next_at__lte=now).order_by("next_at", "pk")
    if beside is not None:
        rows = rows.filter(box=Sent.objects.values_list("box", flat=True).get(pk=beside))
    return list(rows.values_list("pk", flat=True)[:most])


@transaction.atomic
def send_again(sent_id: int, *, actor: Actor, now: datetime) -> bool:
    """Send what failed or came back once more, under a new name; tell whether there was such a mail."""
    row = Sent.objects.select_for_update(no_key=True).filter(pk=sent_id, state__in=("failed", "bounced")).first()
    if row is None or (not row.text and row.kind != "reply"):
        return False
    row.state, row.error, row.attempts, row.queued_at = "queued", "", 0, now
    row.next_at, row.ended_at, row.name = now, None, new_name(domain_of(row.box), now)
    if row.ticket is not None and row.ticket.contact is not None and row.ticket.contact.email:
        row.to = [row.ticket.contact.email]  # the address may have been wrong, and mended since
    row.save()
    if row.ticket_id is not None:
        refer(row.name, ticket_id=row.ticket_id, ours=True, now=now)
        _tell("mail.sent_again", row, actor=actor, now=now)
    wake(row.pk)
    cache.delete(nudges.LOST)  # whom Today has to tell is looked up anew
    return True


@transaction.atomic
def note_bounce(sent_id: int, why: str, *, now: datetime) -> None:
    """Note that a mail that had left came back; doing it twice changes nothing."""
    Sent.objects.filter(pk=sent_id, state__in=("sent", "queued")).update(
        state="bounced", error=why[:2_000], next_at=None, ended_at=now
    )
    cache.delete(nudges.LOST)


def mark_bounced(ticket_id: int, data: Mapping[str, Any], *, now: datetime) -> None:
    """Note which mail of a ticket an event "mail.bounced" tells of; a mere delay is none."""
    if not data.get("for_good"):
        return
    sent = Sent.objects.filter(ticket_id=ticket_id, state="sent").order_by("-pk")
    named = set(data.get("named", ()))
    found = next((row for row in sent if message_id.digest(row.name) in named), None)
    if found is not None:
        came = Incoming.objects.filter(pk=data.get("mail")).first()
        why = "; ".join(str(one.get("why", "")) for one in came.failed) if came is not None else ""
        note_bounce(found.pk, why, now=now)


_DUE = Q(state="queued") & (Q(box=None) | Q(box__paused_at=None))


def _claim(sent_id: int, now: datetime) -> Sent | None:
    rows = Sent.objects.filter(_DUE, pk=sent_id, next_at__lte=now)
    if not rows.update(attempts=F("attempts") + 1, next_at=now + CLAIM):
        return None
    return Sent.objects.select_related("box", "message__author", "ticket__subject").get(pk=sent_id)


def _put_off(row: Sent, why: str, now: datetime) -> str:
    """Try later, each time later; after two days it is given up."""
    if now - row.queued_at >= PATIENCE:
        return _give_up(row, why, now)
    pause = min(FIRST * 2 ** min(row.attempts - 1, 10), LONGEST)
    Sent.objects.filter(pk=row.pk, state="queued").update(error=why, next_at=now + pause)
    return "queued"


def _give_up(row: Sent, why: str, now: datetime) -> str:
    with transaction.atomic():
        _end(row, "failed", why, now)
        if row.ticket_id is not None:
            row.error = why
            _tell("mail.failed", row, actor=SYSTEM, now=now)
    cache.delete(nudges.LOST)
    return "failed"


def _end(row: Sent, state: str, why: str, now: datetime) -> None:
    changes = {"state": state, "error": why, "next_at": None, "ended_at": now}
    if state == "sent":
        changes["text"] = ""
    Sent.objects.filter(pk=row.pk, state="queued").update(**changes)


def _tell(kind: str, row: Sent, *, actor: Actor, now: datetime) -> None:
    assert row.ticket is not None
    subject = row.ticket.subject
    private = {"to": ", ".join(row.to), "why": row.error}
    event = events.NewEvent(subject.chain_id, kind, now, subject.pk, {"sent": row.pk}, None, private)
    events.append(event, actor=actor, now=now)
