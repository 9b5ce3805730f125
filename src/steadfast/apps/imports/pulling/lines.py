"""Files of JSON lines in the store: written whole before anybody reads them, read line by line."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from steadfast.apps.imports.connectors import Record
from steadfast.foundation.files import store
from steadfast.foundation.files.store import Arrived, Arriving, NoRoom

MEDIA_TYPE = "application/x-ndjson"
EVERY = 100  # records between two notes of how many there are


def written(
    records: Iterable[Record], name: str, note: Callable[[int], None] = lambda count: None
) -> tuple[Arrived, int]:
    """Write records as they come; return the file beside the store, and how many they are. Raise NoRoom."""
    file = store.new_file()
    count = 0
    try:
        arriving = Arriving(file)
        for record in records:
            arriving.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            count += 1
            if count % EVERY == 0:
                note(count)
        arrived = arriving.done(name, MEDIA_TYPE)
        file.close()
    except OSError as error:
        store.drop(file)
        raise NoRoom(store.why(error)) from error
    except BaseException:
        store.drop(file)
        raise
    return arrived, count


def read(digest: str) -> Iterator[Record]:
    """Yield the records of a file in the store."""
    with store.read(digest) as file:
        for line in file:
            found: Any = json.loads(line)
            if isinstance(found, dict):
                yield found
