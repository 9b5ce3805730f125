"""What mail tells beneath the messages of a ticket: where a reply of ours is on its way, what one of theirs quoted.

Both come in one statement, and only for a ticket that was seen to have mail.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from steadfast.apps.desk.beneath import Note, Notes
from steadfast.apps.mail.models import Incoming, Sent
from steadfast.domain.language import say, say_n
from steadfast.foundation import moments
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows

FLAG = "has_mail"


class Told(NamedTuple):
    """A mail of ours (`state` is set) or of theirs; `words`: the error of ours, what theirs folds."""

    message: int
    key: int
    state: str
    whom: str
    words: str
    box: str
    left: int
    paused_at: datetime | None
    next_at: datetime | None
    ended_at: datetime | None


def along(_reader: int) -> Mapping[str, Any]:
    """Return what the page of a ticket reads along: whether it, or one merged into it, has mail."""
    there = Q(ticket=OuterRef("pk")) | Q(ticket__merged_into=OuterRef("pk"))
    of_messages = {"message__isnull": False}
    ours, theirs = Sent.objects.filter(there, **of_messages), Incoming.objects.filter(there, **of_messages)
    return {FLAG: Exists(ours) | Exists(theirs)}


def notes(tickets: Sequence[int], actor: Actor, now: datetime) -> Notes:
    """Return the notes on the messages of tickets, in one query."""
    rows = _usual().rows(ticket=tickets[0]) if len(tickets) == 1 else list(_of(tickets))
    found: dict[int, list[Note]] = {}
    for row in map(Told._make, rows):
        found.setdefault(row.message, []).extend([_ours(row, actor, now)] if row.state else _theirs(row, actor))
    return found


def _theirs(row: Told, actor: Actor) -> Sequence[Note]:
    folded = [Note(say("Quoted text and signature"), folded=row.words)] if row.words else []
    left = say_n("%(n)s file is in the original alone.", "%(n)s files are in the original alone.", row.left)
    came = say("by mail from %(address)s", address=row.whom) if row.whom else say("by mail that names no sender")
    words = f"{came}{f' · {left}' if row.left else ''}"
    link = (reverse("mail:original", args=[row.key]), say("The original")) if actor.may("mail.read") else ("", "")
    return [*folded, Note(words, link=link)]


def _ours(row: Told, actor: Actor, now: datetime) -> Note:
    """Return where a mail is, in words, and the button that sends it again."""
    to, zone = ", ".join(json.loads(row.whom)), moments.zone_of(actor.zone)
    if row.state == "sent" and row.ended_at is not None:
        return Note(say("sent %(at)s to %(to)s", at=moments.when(row.ended_at, now, zone), to=to))
    if row.state == "queued":
        return _waiting(row, to, moments.when(row.next_at or now, now, zone))
    again = (reverse("mail:send_again", args=[row.key]), say("Send again")) if actor.may("mail.sent") else ("", "")
    if row.state == "bounced":
        return Note(say("came back from %(to)s: %(why)s", to=to, why=row.words), is_bad=True, button=again)
    return Note(say("could not be delivered to %(to)s: %(why)s", to=to, why=row.words), is_bad=True, button=again)


def _waiting(row: Told, to: str, at: str) -> Note:
    if row.paused_at is not None:
        return Note(say("waits for %(to)s: the box %(box)s is paused", to=to, box=row.box), is_bad=True)
    if row.words:
        why = {"to": to, "why": row.words, "at": at}
        return Note(say("not yet delivered to %(to)s: %(why)s Tried again %(at)s.", **why), is_bad=True)
    return Note(say("on its way to %(to)s", to=to))


def _of(tickets: Sequence[int]) -> QuerySet[Any, Any]:
    return _both(Q(ticket_id__in=tickets))


@cache
def _usual() -> Rows[Any]:
    return Rows(lambda ticket: _both(Q(ticket_id=ticket)), ["ticket"])


def _both(whose: Q) -> QuerySet[Any, Any]:
    ours = Sent.objects.filter(whose, message__isnull=False).values_list(
        "message_id",
        "pk",
        Cast("state", CharField()),
        Cast("to", TextField()),
        "error",
        Cast("box__name", CharField()),
        Value(0),
        "box__paused_at",
        "next_at",
        "ended_at",
    )
    never = Cast(Value(None), DateTimeField())
    theirs = Incoming.objects.filter(whose, message__isnull=False).values_list(
        "message_id",
        "pk",
        Value("", output_field=CharField()),
        Cast("sender", TextField()),
        "folded",
        Value("", output_field=CharField()),
        F("left"),
        never,
        never,
        never,
    )
    return ours.union(theirs, all=True)
