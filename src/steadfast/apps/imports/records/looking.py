"""Finds clients and their parts by what the source calls them: by its key first, then by name or address."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from steadfast.apps.clients.models import Site
from steadfast.apps.identity.models import Person
from steadfast.apps.imports import matching
from steadfast.apps.imports.matching import AMBIGUOUS
from steadfast.apps.imports.models import SourceRecord
from steadfast.apps.imports.records.noun import Wrong


class Look:
    """Remembers what it found for as long as one piece of a file is looked at; `found` is for the noun's own finds."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.found: dict[Any, Any] = {}
        self._clients: dict[str, int] = {}
        self._parts: dict[tuple[str, int], dict[str, int]] = {}

    def learn_clients(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Find the clients that many rows name, in three queries."""
        self._clients = matching.clients(self.source, [row["client"] for row in rows if row.get("client")])

    def client(self, text: str) -> int:
        """Return the client that the source calls so. Raise Wrong."""
        found = self._clients.get(text)
        if found is None:
            raise Wrong("client", _("No client is called that, and none has that key; import clients first."))
        if found == AMBIGUOUS:
            raise Wrong("client", _("Several clients are called that; give the client's key."))
        return found

    def part(self, kind: str, client_id: int, text: str) -> int:
        """Return the contact ("contacts") or the site ("sites") of a client that the source calls so. Raise Wrong."""
        field = "user" if kind == "contacts" else "site"
        if (kind, client_id) not in self._parts:
            self._parts[kind, client_id] = self._known(kind, client_id)
        found = self._parts[kind, client_id].get(text.casefold())
        if found is None:
            raise Wrong(field, _("Their client has none that is called that; import those first."))
        if found == AMBIGUOUS:
            raise Wrong(field, _("Their client has several that are called that; give the key."))
        return found

    def _known(self, kind: str, client_id: int) -> dict[str, int]:
        found: dict[str, int] = {}
        if kind == "sites":
            names = [(name, key) for name, key in Site.objects.filter(client_id=client_id).values_list("name", "pk")]
        else:
            people = Person.objects.filter(party_id=client_id).order_by("left_at")
            names = [(text, key) for *texts, key in people.values_list("name", "email", "pk") for text in texts if text]
        for text, key in names:
            other = found.setdefault(text.casefold(), key)
            found[text.casefold()] = key if other == key else AMBIGUOUS
        records = SourceRecord.objects.filter(source=self.source, kind=kind, row_id__in={key for _, key in names})
        return found | {key.casefold(): row for key, row in records.values_list("key", "row_id")}
