"""The words of a wait, against the salted digest in the event that began it, and the person who was asked.

An imported wait names no event of its own: its words are the program's.
"""

from collections.abc import Iterator

from steadfast.apps.commitments.models import Wait
from steadfast.foundation import events
from steadfast.foundation.verify import Finding

CHUNK = 1000


def check() -> Iterator[Finding]:
    """Yield every wait that asks for something else, or somebody else, than its event says."""
    waits = Wait.objects.exclude(evidence_event=None).select_related("evidence_event__text", "subject")
    for wait in waits.order_by("pk").iterator(chunk_size=CHUNK):
        yield from (Finding(f"wait on {wait.subject.label}", what) for what in _faults(wait))


def _faults(wait: Wait) -> Iterator[str]:
    event = wait.evidence_event
    said = event.data if event is not None else {}
    if event is None or not said:
        return  # an erased body; the check of the chains tells of a lost one
    if "words" in said and not events.attests(event.text, "words", wait.words):
        yield "its words are not those that were recorded"
    if said["on_person"] != wait.on_person_id:
        yield f"it asks person {wait.on_person_id}, {event} says {said['on_person']}"
