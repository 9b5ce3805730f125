"""Answers to proposals of another date, against the events that tell of them.

An erased body attests nothing; the check of the chains tells of a lost one.
"""

from collections.abc import Iterator

from steadfast.apps.commitments.models import Proposal
from steadfast.foundation import events
from steadfast.foundation.verify import Finding

CHUNK = 1000


def check() -> Iterator[Finding]:
    """Yield every answer to a proposal of another date that its event does not attest."""
    rows = Proposal.objects.filter(commitment__isnull=False).exclude(answer="").select_related("evidence_event__text")
    for row in rows.order_by("pk").iterator(chunk_size=CHUNK):
        yield from (Finding(f"{row} of C-{row.commitment_id}", what) for what in _faults(row))


def _faults(row: Proposal) -> Iterator[str]:
    event = row.evidence_event
    if event is None:
        yield "no event tells of its answer"
        return
    said = event.data
    if not said:
        return
    taken_back = event.kind == "proposal.taken_back"
    facts = {
        "answer": "taken back" if taken_back else said.get("answer"),
        "answered_by_id": said.get("by"),
        "recorded_by_id": said.get("recorded_by"),
        "answered_at": event.at,
        "commitment_id": said.get("commitment"),
    }
    for name, value in facts.items():
        if getattr(row, name) != value:
            yield f"{name} is {getattr(row, name)}, {event} says {value}"
    if said.get("proposal") != str(row.uid):
        yield f"{event} answers another one"
    if "words" in said and not events.attests(event.text, "words", row.words):
        yield "its words are not those that were recorded"
