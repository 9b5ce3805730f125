"""Messages: every text against the salted digest in its event, and none without an event or an event without one."""

from collections.abc import Iterator

from django.db.models import QuerySet

from steadfast.apps.desk.models import Message
from steadfast.apps.desk.operations import bringing
from steadfast.foundation import events
from steadfast.foundation.models import Event, EventBody
from steadfast.foundation.verify import Finding

SAID = {
    "ticket.replied": "public",
    "ticket.noted": "inside",
    "ticket.heard": "heard",
    "ticket.opened": "heard",
}
CARRIED = "ticket.carried"  # told again on a ticket that was split
NAMING = (CARRIED, *bringing.KINDS)  # events that name the kind of their message, and who said it
BY = {"ticket.heard": "by", "ticket.opened": "contact", **dict.fromkeys(NAMING, "by")}


def check() -> Iterator[Finding]:
    """Yield every message that says otherwise than its event, and every event whose message is gone."""
    rows = Message.objects.select_related("event__text").order_by("pk")
    for message in rows.iterator(chunk_size=1000):
        yield from (Finding(f"message {message.pk}", what) for what in _faults(message))
    for event in _unsaid().iterator(chunk_size=1000):
        if not _said_nothing(event):
            yield Finding(f"message of {event}", "missing")


def _faults(message: Message) -> Iterator[str]:
    event, body = message.event, _body(message.event)
    if (message.ticket_id, message.at) != (event.subject_id, event.at):
        yield f"its ticket or its time is not that of {event}"
    if event.kind not in NAMING and message.kind != SAID.get(event.kind):
        yield f"it is {message.kind}, {event} is {event.kind}"
    if body is None:
        return  # the check of the chains says so
    if event.kind in NAMING and message.kind != event.data["kind"]:
        yield f"it is {message.kind}, {event} carries one that is {event.data['kind']}"
    if (message.gone_at is not None) != bool(event.data.get("gone")):
        yield f"it is {'gone' if message.gone_at else 'here'}, {event} says otherwise"
    who = event.data.get(BY[event.kind]) if event.kind in BY else event.actor_id
    if message.author_id != who:
        yield f"its author is {message.author_id}, {event} says {who}"
    if not events.attests(body, "text", message.text):
        yield "its text is not the one that was recorded"


def _unsaid() -> QuerySet[Event]:
    """Return the events that tell of a message and have none; an imported opening never had one."""
    without = Event.objects.filter(kind__in=[*SAID, *NAMING], message=None).select_related("text")
    without = without.exclude(kind="ticket.opened", subject__ticket__batch__isnull=False).order_by("pk")
    corrected = Event.objects.filter(kind=bringing.CORRECTED).select_related("text")
    return without.exclude(pk__in=[event.data["instead"] for event in corrected])


def _said_nothing(event: Event) -> bool:
    """Tell whether the event recorded an empty text, as a ticket that was opened without words does."""
    body = _body(event)
    return body is None or events.attests(body, "text", "")


def _body(event: Event) -> EventBody | None:
    return getattr(event, "text", None)
