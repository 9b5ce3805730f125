"""The words of a wait, against the salted digest in the event that began it, who was asked, and how often.

An imported wait names no event of its own: its words are the program's.
"""

from collections.abc import Iterator

from django.db.models import Count, Sum

from steadfast.apps.commitments.models import Wait
from steadfast.foundation import events
from steadfast.foundation.models import Event, Subject
from steadfast.foundation.verify import Finding

CHUNK = 1000


def check() -> Iterator[Finding]:
    """Yield every wait that asks for something else, or somebody else, than its event says."""
    waits = Wait.objects.exclude(evidence_event=None).select_related("evidence_event__text", "subject")
    for wait in waits.order_by("pk").iterator(chunk_size=CHUNK):
        yield from (Finding(f"wait on {wait.subject.label}", what) for what in _faults(wait))
    yield from _asked()


def _asked() -> Iterator[Finding]:
    """Yield the subjects on which it was asked again more or less often than the events tell."""
    told = Event.objects.filter(kind="wait.reminded").order_by().values_list("subject_id").annotate(Count("pk"))
    rows = Wait.objects.filter(reminded__gt=0).order_by().values_list("subject_id").annotate(Sum("reminded"))
    said, written = dict(told), dict(rows)
    for key in sorted(key for key in said.keys() | written.keys() if key is not None):
        if said.get(key, 0) != written.get(key, 0):
            subject = Subject.objects.get(pk=key)
            what = f"asked again {written.get(key, 0)} times, its events tell of {said.get(key, 0)}"
            yield Finding(f"waits on {subject.label}", what)


def _faults(wait: Wait) -> Iterator[str]:
    event = wait.evidence_event
    said = event.data if event is not None else {}
    if event is None or not said:
        return  # an erased body; the check of the chains tells of a lost one
    if "words" in said and not events.attests(event.text, "words", wait.words):
        yield "its words are not those that were recorded"
    if said.get("on_party") not in (None, wait.on_party_id):
        yield f"it is a wait for party {wait.on_party_id}, {event} says {said['on_party']}"
    if said["on_person"] != wait.on_person_id:
        yield f"it asks person {wait.on_person_id}, {event} says {said['on_person']}"
