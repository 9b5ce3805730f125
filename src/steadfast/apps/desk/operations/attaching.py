"""Attach files to a message. Its event vouches for them: size, type and digest in the open, the names sealed.

A file gets its place in the store inside the transaction that writes its row: a crash can leave a file that no row
names, never a row without its file.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from steadfast.apps.desk.models import Attachment, Message
from steadfast.foundation.files import store
from steadfast.foundation.files.store import Arrived

Files = Sequence[Arrived]


def body(files: Files) -> dict[str, Any]:
    """Return what the event of a message says of its files, nothing where there are none."""
    said = [{"sha256": file.digest, "size": file.size, "type": file.media_type} for file in files]
    return {"files": said} if said else {}


def names(files: Files) -> Mapping[str, str]:
    """Return their names as private texts of the event."""
    return {name_of(no): file.name for no, file in enumerate(files)}


def name_of(no: int) -> str:
    """Return under which word an event seals the name of a file."""
    return f"file {no}"


def attach(message: Message, files: Files) -> None:
    """Keep the files and write their rows; NoRoom where the disk is full, and then nothing is written."""
    for file in files:
        store.keep(file)
    write(message, files)


def write(message: Message, files: Files) -> None:
    """Write the rows of files that are kept."""
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            no=no,
            name=file.name,
            size=file.size,
            media_type=file.media_type,
            digest=file.digest,
        )
        for no, file in enumerate(files)
    )
