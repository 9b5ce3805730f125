"""Clients: by their key, with a name that no other client has."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from steadfast.apps.clients.models import Client
from steadfast.apps.clients.operations import client as writing
from steadfast.apps.identity import queries as identity
from steadfast.apps.imports import matching
from steadfast.apps.imports.kinds import Field
from steadfast.apps.imports.records.noun import Looking, Values
from steadfast.apps.imports.records.nouns import fields
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent


@dataclass(frozen=True, slots=True)
class Called:
    """A name; two that differ by case alone are one."""

    folded: str
    said: str = field(compare=False)


class Clients:
    """A client that the source calls inactive is one whom we serve no longer."""

    kind = "clients"
    label = _("Clients")
    chunk = 50
    fixed: Mapping[str, Any] = {}
    fields = (
        fields.key("1042"),
        Field("name", _("Name"), needed=True, example="Kestrel Dental"),
        Field("zone", _("Time zone"), example="Europe/London"),
        Field("since_on", _("Client since"), example="2020-01-31", shape="date"),
        fields.active(_("Still a client")),
    )

    def learn(self, rows: Sequence[Mapping[str, Any]], look: Looking, *, lock: bool) -> None:
        """Find nothing: a client names no other."""

    def resolved(self, values: Mapping[str, Any], look: Looking) -> Values:
        """Return the plain values of a row."""
        found = {name: value for name, value in values.items() if name in ("name", "zone") and value}
        found = writing.check(found)
        if values.get("since_on"):
            found["since_on"] = values["since_on"].isoformat()
        if values.get("active") is not None:
            found["active"] = values["active"]
        return found

    def rows(self, ids: Collection[int], *, lock: bool) -> dict[int, Any]:
        """Return clients by number."""
        rows = Client.objects.select_for_update(of=("self",), no_key=True) if lock else Client.objects.all()
        return {row.pk: row for row in rows.filter(pk__in=ids).order_by("pk")}

    def present(self, row: Any) -> Values:
        """Return what a client says now."""
        since = row.since_on.isoformat() if row.since_on else None
        return {"name": row.name, "zone": row.zone, "since_on": since, "active": row.retired_at is None}

    def alike(self, by: str, values: Values) -> list[int]:
        """Return the clients of that name."""
        return list(Client.objects.filter(name__iexact=values["name"]).values_list("pk", flat=True)[:2])

    def claim(self, values: Values) -> Hashable | None:
        """Return the name, which is given once in any case."""
        return Called(values["name"].casefold(), values["name"]) if "name" in values else None

    def taken(self, claims: Collection[Hashable]) -> dict[Hashable, int]:
        """Return which clients have these names."""
        called = [claim for claim in claims if isinstance(claim, Called)]
        found = matching.by_name([claim.said for claim in called])
        return {claim: found[claim.said] for claim in called if claim.said in found}

    def begin(self, values: Values, key: str, *, actor: Actor, now: datetime) -> tuple[Any, list[NewEvent]]:
        """Take on a client; where the file says no zone, it is the practice's."""
        said = {"zone": identity.practice().zone, **_typed(values)}
        row, told = writing.begin(said, source_key=key[:200], now=now)
        return row, [told, *([] if values.get("active", True) else [writing.retire(row, now=now)])]

    def alter(self, row: Any, values: Values, *, actor: Actor, now: datetime) -> list[NewEvent]:
        """Change a client, part from it or take it back."""
        told = [writing.alter(row, _typed(values), now=now)]
        if "active" in values and values["active"] != (row.retired_at is None):
            told.append((writing.restore if values["active"] else writing.retire)(row, now=now))
        return [event for event in told if event is not None]


def _typed(values: Values) -> Values:
    found = {name: value for name, value in values.items() if name != "active"}
    if found.get("since_on"):
        found["since_on"] = date.fromisoformat(found["since_on"])
    return found
