"""A change of priority in one line of the thread: the priorities, and both due times of each promise that it met.

The ticket and each promise have an event of their own; those of the promises come after that of the ticket, at the
same instant, and are told along with it. One whose ticket's event is on another page is told alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from steadfast.apps.commitments.models import Commitment
from steadfast.domain.commitment import instants
from steadfast.domain.language import known, say
from steadfast.foundation.models import Event

OF_TICKET, OF_PROMISE = "ticket.reprioritized", "commitment.reclassified"
KINDS = (OF_TICKET, OF_PROMISE)
NOW_DUE = known("%(kind)s due %(new)s instead of %(old)s")
PUT_OFF = known("%(kind)s, which had been missed at %(old)s, put off to %(new)s")

type Along = Mapping[int, Sequence[Event]]


def along(events: Sequence[Event]) -> Along:
    """Return the events of promises by that with which they are told: of their ticket, else their own."""
    found: dict[int, list[Event]] = {}
    latest: dict[int | None, Event] = {}
    for event in sorted((event for event in events if event.kind in KINDS), key=lambda event: event.pk):
        if event.kind == OF_TICKET:
            latest[event.subject_id] = event
            continue
        of = latest.get(event.subject_id)
        found.setdefault(of.pk if of and of.at == event.at else event.pk, []).append(event)
    return found


def told(event: Event, met: Along, promises: Mapping[int, Commitment], when: Callable[[datetime], str]) -> str:
    """Return the rest of a sentence that begins with who did it; "" for what is told along with another event."""
    changes = "; ".join(_changes(met.get(event.pk, ()), promises, when))
    if event.kind == OF_PROMISE:
        return say("changed a due time: %(changes)s", changes=changes) if changes else ""
    before, after = event.data.get("from"), event.data.get("priority")
    if before == after:
        return say("changed the impact and urgency")
    if not changes:
        return say("changed the priority from %(before)s to %(after)s", before=before, after=after)
    return say(
        "changed the priority from %(before)s to %(after)s: %(changes)s", before=before, after=after, changes=changes
    )


def _changes(
    events: Sequence[Event], promises: Mapping[int, Commitment], when: Callable[[datetime], str]
) -> Iterator[str]:
    """Yield both due times of each promise that the reader may see, and which had been missed before."""
    for event in events:
        promise, body = promises.get(event.commitment_id or 0), event.data
        if promise is None or not body or body["from_due"] == body["to_due"]:
            continue
        old, new = (when(instants.parse(body[end])) for end in ("from_due", "to_due"))
        words = PUT_OFF if body["dodged"] else NOW_DUE
        yield say(words, kind=say(promise.kind), old=old, new=new)
