"""What became of our replies on their way, told beneath each of them on the page of the ticket."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from django.urls import reverse

from steadfast.apps.desk.beneath import Note, Notes
from steadfast.apps.mail.models import Sent
from steadfast.domain.language import say
from steadfast.foundation import moments
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows


def notes(tickets: Sequence[int], actor: Actor, now: datetime) -> Notes:
    """Return a note for each reply that became a mail, in one query."""
    rows = _usual().rows(ticket=tickets[0]) if len(tickets) == 1 else _of(tickets)
    return {row.message_id: [told(row, actor, now)] for row in rows if row.message_id is not None}


def told(row: Sent, actor: Actor, now: datetime) -> Note:
    """Return where a mail is, in words, and the button that sends it again."""
    to, zone = ", ".join(row.to), moments.zone_of(actor.zone)
    if row.state == "sent" and row.ended_at is not None:
        return Note(say("sent %(at)s to %(to)s", at=moments.when(row.ended_at, now, zone), to=to))
    if row.state == "queued":
        return _waiting(row, to, moments.when(row.next_at or now, now, zone))
    again = (reverse("mail:send_again", args=[row.pk]), say("Send again")) if actor.may("mail.sent") else ("", "")
    if row.state == "bounced":
        return Note(say("came back from %(to)s: %(why)s", to=to, why=row.error), is_bad=True, button=again)
    return Note(say("could not be delivered to %(to)s: %(why)s", to=to, why=row.error), is_bad=True, button=again)


def _waiting(row: Sent, to: str, at: str) -> Note:
    if row.box is not None and row.box.paused_at is not None:
        return Note(say("waits for %(to)s: the box %(box)s is paused", to=to, box=row.box.name), is_bad=True)
    if row.error:
        why = {"to": to, "why": row.error, "at": at}
        return Note(say("not yet delivered to %(to)s: %(why)s Tried again %(at)s.", **why), is_bad=True)
    return Note(say("on its way to %(to)s", to=to))


def _of(tickets: Sequence[int]) -> Sequence[Sent]:
    return list(Sent.objects.filter(ticket_id__in=tickets).exclude(message=None).select_related("box"))


@cache
def _usual() -> Rows[Sent]:
    rows = Sent.objects.exclude(message=None).select_related("box")
    return Rows(lambda ticket: rows.filter(ticket_id=ticket), ["ticket"])
