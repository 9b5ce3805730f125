"""Records as rows: each once, the latest that was pulled; those without what every row needs are left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Person
from steadfast.apps.imports.connectors import Connector, Record
from steadfast.apps.imports.models import SourceRecord
from steadfast.apps.imports.pulling import lines

NAMED: Mapping[str, Any] = {"clients": Client, "contacts": Person}
WHOLE = ("clients", "contacts", "statuses", "agents", "words", "members")  # small enough to be known by id


@dataclass(slots=True)
class KnownHere:
    """What was pulled before in the same run, and what we call what came from the source before."""

    source: str
    pulled: dict[str, dict[str, Record]] = field(default_factory=dict)
    _ours: dict[str, dict[str, str]] = field(default_factory=dict)

    def record(self, noun: str, key: Any) -> Record:
        """Return a record that was pulled before by its id, or an empty one."""
        return self.pulled.get(noun, {}).get(str(key), {})

    def ours(self, kind: str, key: Any, there: str) -> str:
        """Return what our row of a kind is called that a key of theirs became; `there` where it became none."""
        if kind not in self._ours:
            self._ours[kind] = self._names(kind)
        return self._ours[kind].get(str(key), there)

    def learn(self, noun: str, digest: str) -> None:
        """Remember the records of a noun; what was called otherwise before is asked anew."""
        if noun in WHOLE:
            self.pulled[noun] = {str(record.get("id")): record for record in lines.read(digest)}
        self._ours.pop(noun, None)

    def _names(self, kind: str) -> dict[str, str]:
        records = dict(SourceRecord.objects.filter(source=self.source, kind=kind).values_list("key", "row_id"))
        names = dict(NAMED[kind].objects.values_list("pk", "name")) if records else {}
        return {key: names[row] for key, row in records.items() if row in names}


@dataclass(slots=True)
class Rows:
    """The rows of a pulled file; `left_out` is known once all were taken."""

    connector: Connector
    noun: str
    digest: str
    known: KnownHere
    left_out: int = 0

    def __iter__(self) -> Iterator[Record]:
        latest = {_which(record): place for place, record in enumerate(lines.read(self.digest))}
        for place, record in enumerate(lines.read(self.digest)):
            if latest[_which(record)] != place:
                continue  # a page gave it twice: the list moved while it was read
            row = self.connector.row(self.noun, record, self.known)
            if row is None:
                self.left_out += 1
            else:
                yield row


def _which(record: Record) -> tuple[str, str]:
    """Return what tells a record from others of its noun: ids may count within a ticket."""
    return str(record.get("id")), str(record.get("ticket_id", ""))
