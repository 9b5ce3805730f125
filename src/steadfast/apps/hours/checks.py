"""What `steadfast verify` asks of time: does every entry say what its event says, of the client of its ticket, once?"""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from steadfast.apps.hours.models import Entry
from steadfast.apps.hours.operations.booking import said
from steadfast.foundation import events, verify
from steadfast.foundation.models import Event
from steadfast.foundation.verify import Finding

KINDS = ("time.booked", "time.corrected", "time.settled")
NAMES = {"person": "person", "client": "client", "minutes": "minutes", "day": "day", "reason": "reason", "how": "way"}
WORDS = ("note", "why")


def register() -> None:
    """Register the check under the name that `steadfast verify` prints."""
    verify.register("time entries")(entries)


def entries() -> Iterator[Finding]:
    """Yield every entry that its event tells otherwise, that counts twice or no more, and every event without one."""
    rows = Entry.objects.select_related("event__text").order_by("pk")
    for entry in rows.iterator(chunk_size=1000):
        told = entry.event.data
        yield from (
            Finding(f"entry {entry.pk}", f"its {NAMES.get(name, name)} is {value}, its event says {told.get(name)}")
            for name, value in said(entry).items()
            if told and told.get(name) != value
        )
        yield from (
            Finding(f"entry {entry.pk}", f"its {name} is not the one that was recorded")
            for name in WORDS
            if getattr(entry, name) and not events.attests(entry.event.text, name, getattr(entry, name))
        )
    newer = Exists(Entry.objects.filter(replaces=OuterRef("pk")))
    for key in Entry.objects.filter(Q(newer, stands=True) | Q(~newer, stands=False)).values_list("pk", flat=True):
        yield Finding(f"entry {key}", "it counts although a newer version does, or counts no more although none does")
    for key in Entry.objects.exclude(ticket=None).exclude(client=F("ticket__client")).values_list("pk", flat=True):
        yield Finding(f"entry {key}", "it is for another client than its ticket")
    alone = ~Exists(Entry.objects.filter(event=OuterRef("pk")))
    for key in Event.objects.filter(alone, kind__in=KINDS).values_list("pk", flat=True):
        yield Finding(f"event {key}", "it tells of time, its entry is gone")
