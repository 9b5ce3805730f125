"""Files of messages: each row against its message's event, each against the file that lies under its digest.

And each file that no row names: a crash between the file and its row leaves one. A young one may still get its row.
"""

from collections.abc import Collection, Iterator
from datetime import timedelta

from steadfast.apps.desk.models import Attachment, Message
from steadfast.apps.desk.operations.attaching import name_of
from steadfast.apps.imports import queries as imports
from steadfast.foundation import clock, events
from steadfast.foundation.care import unnamed
from steadfast.foundation.files import store
from steadfast.foundation.verify import Finding

CHUNK = 1000
YOUNG = timedelta(days=1)


def check() -> Iterator[Finding]:
    """Yield rows that differ from their events, files that are missing or altered, and files that nobody names."""
    rows = Attachment.objects.select_related("message__event__text").order_by("pk")
    for row in rows.iterator(chunk_size=CHUNK):
        yield from (Finding(f"{row} of message {row.message_id}", what) for what in _faults(row))
    yield from _counted()
    yield from _contents()


def named_files(digests: Collection[str]) -> set[str]:
    """Return those of the digests that a message has."""
    return set(Attachment.objects.filter(digest__in=digests).values_list("digest", flat=True))


def _faults(row: Attachment) -> Iterator[str]:
    event = row.message.event
    told = event.data
    if not told:
        return  # an erased body; the check of the chains tells of a lost one
    said = told.get("files", [])
    if row.no >= len(said):
        yield f"{event} tells of {len(said)} files"
        return
    mine = {"sha256": row.digest, "size": row.size, "type": row.media_type}
    for name, value in said[row.no].items():
        if mine.get(name) != value:
            yield f"{name} is {mine.get(name)}, {event} says {value}"
    if not events.attests(event.text, name_of(row.no), row.name):
        yield "its name is not the one that was recorded"


def _counted() -> Iterator[Finding]:
    """Yield messages that have more or fewer files than they and their events say."""
    rows = Message.objects.filter(files__gt=0) | Message.objects.filter(attachments__isnull=False)
    found = rows.distinct().select_related("event__text").prefetch_related("attachments").order_by("pk")
    for message in found.iterator(chunk_size=CHUNK):
        there, told = len(message.attachments.all()), message.event.data
        if message.files != there or (told and len(told.get("files", [])) != there):
            yield Finding(f"message {message.pk}", f"{there} files, it says {message.files}")


def _contents() -> Iterator[Finding]:
    """Yield files that are missing, are not what they were, or belong to no message; each is read once."""
    named: set[str] = set()
    for digest in Attachment.objects.order_by("digest").values_list("digest", flat=True).distinct().iterator():
        named.add(digest)
        if not store.path_of(digest).is_file():
            yield Finding(f"file {digest}", "missing in the folder of the practice")
        elif not store.is_whole(digest):
            yield Finding(f"file {digest}", "altered: it is not what its digest says")
    named |= imports.file_digests()
    old = (clock.now() - YOUNG).timestamp()
    for digest, written in store.kept():
        if digest not in named and written < old and not unnamed.named([digest]):
            yield Finding(f"file {digest}", "no row names it; it can be removed")
