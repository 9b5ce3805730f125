"""Links of tickets: those that stand against those that the events of both tickets tell of."""

from collections.abc import Iterator

from steadfast.apps.desk.models import TicketLink
from steadfast.foundation.models import Event, Subject
from steadfast.foundation.verify import Finding

KINDS = ("ticket.linked", "ticket.unlinked")

type Key = tuple[str, int, int]


def check() -> Iterator[Finding]:
    """Yield links that no event tells of, and those that events tell of and that do not stand."""
    rows = TicketLink.objects.filter(ended_at=None).values_list("kind", "from_ticket_id", "to_ticket_id")
    stand, told, erased = set(rows), *_told()
    for key in sorted(stand - told):
        if not erased & set(key[1:]):
            yield Finding(_named(key), "it stands, its events do not tell of it")
    for key in sorted(told - stand):
        yield Finding(_named(key), "its events tell of it, it does not stand")


def _told() -> tuple[set[Key], set[int]]:
    """Return what the events tell, and the tickets on which one can no longer be read."""
    told: set[Key] = set()
    erased: set[int] = set()
    events = Event.objects.filter(kind__in=KINDS).select_related("text").order_by("id")
    for event in events.iterator(chunk_size=1000):
        data = event.data
        if not data:
            erased.add(event.subject_id or 0)
        elif event.kind == "ticket.linked":
            told.add((data["kind"], data["from"], data["to"]))
        else:
            told.discard((data["kind"], data["from"], data["to"]))
    return told, erased


def _named(key: Key) -> str:
    labels = {subject.pk: subject.label for subject in Subject.objects.filter(pk__in=key[1:])}
    return f"link “{labels.get(key[1], key[1])} {key[0]} {labels.get(key[2], key[2])}”"
