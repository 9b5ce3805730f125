"""The words of closings and of evidence, against the salted digests in their events; an erased body attests nothing."""

from collections.abc import Iterator

from steadfast.apps.commitments.models import Words
from steadfast.foundation import events
from steadfast.foundation.verify import Finding

CHUNK = 1000


def check() -> Iterator[Finding]:
    """Yield the words of closings and of evidence that are not those of their event."""
    for row in Words.objects.select_related("event__text").order_by("pk").iterator(chunk_size=CHUNK):
        said = row.event.data
        if said and said.get("commitment", row.event.commitment_id) != row.commitment_id:
            yield Finding(f"words of C-{row.commitment_id}", f"{row.event} is of another commitment")
        elif said and not events.attests(row.event.text, "words", row.text):
            yield Finding(f"words of C-{row.commitment_id}", "they are not those that were recorded")
