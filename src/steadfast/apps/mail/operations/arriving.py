"""The files of a mail on their way to a ticket: written beside the store, removed again unless they were kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from steadfast.apps.mail.reading import File
from steadfast.foundation.files import arriving, store
from steadfast.foundation.files.store import Arrived


@contextmanager
def arrived(files: Sequence[File]) -> Iterator[list[Arrived]]:
    """Yield the files as the desk takes them."""
    handles: list[IO[bytes]] = []
    try:
        found = []
        for file in files:
            one, handle = arriving.arrived_from(file.content, file.name)
            handles.append(handle)
            found.append(one)
        yield found
    finally:
        for handle in handles:
            store.drop(handle)
