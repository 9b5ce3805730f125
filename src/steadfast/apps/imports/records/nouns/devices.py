"""Devices of a client. Their site and their user must be known here before."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from steadfast.apps.clients.models import Client, Device, Site
from steadfast.apps.clients.models.device import KINDS
from steadfast.apps.clients.operations import device as writing
from steadfast.apps.identity.models import Person
from steadfast.apps.imports.kinds import Field
from steadfast.apps.imports.records.noun import Looking, Values
from steadfast.apps.imports.records.nouns import fields
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent

PLAIN = ("name", "kind", "serial", "maker", "model", "system")
DAYS = ("bought_on", "warranty_until")
PARTS = {"site": "sites", "user": "contacts"}


class Devices:
    """A device stays with its client: a row that names another is refused."""

    kind = "devices"
    label = gettext_lazy("Devices")
    chunk = 50
    fixed = {"client": gettext_lazy("It is a device of another client here; take that out of use and add a new one.")}
    fields = (
        fields.key("PC-0042"),
        Field("name", gettext_lazy("Name"), needed=True, example="Reception PC"),
        fields.CLIENT,
        Field("kind", gettext_lazy("Kind"), example="computer", shape="choice", choices=tuple(KINDS.items())),
        Field("serial", gettext_lazy("Serial number"), example="KD-0001"),
        Field("maker", gettext_lazy("Maker"), example="Lenovo"),
        Field("model", gettext_lazy("Model"), example="ThinkPad T14"),
        Field("system", gettext_lazy("Operating system"), example="Windows 11"),
        Field("site", gettext_lazy("Site"), example="Gate 4"),
        Field("user", gettext_lazy("Used by"), example="amara@kestrel.example"),
        Field("bought_on", gettext_lazy("Bought"), example="2024-03-01", shape="date"),
        Field("warranty_until", gettext_lazy("Under warranty until"), example="2027-03-01", shape="date"),
        fields.active(gettext_lazy("Still in use")),
    )

    def learn(self, rows: Sequence[Mapping[str, Any]], look: Looking, *, lock: bool) -> None:
        """Find their clients."""
        look.learn_clients(rows)

    def resolved(self, values: Mapping[str, Any], look: Looking) -> Values:
        """Return the plain values of a row."""
        client_id = look.client(values["client"])
        found: Values = {name: values[name] or "" for name in PLAIN if name in values}
        if not found.get("kind"):
            found.pop("kind", None)
        found = writing.check(Client(pk=client_id), found) | {"client": client_id}
        for name in DAYS:
            if name in values:
                found[name] = values[name].isoformat() if values[name] else None
        for name, kind in PARTS.items():
            if name in values:
                found[name] = look.part(kind, client_id, values[name]) if values[name] else None
        return found | ({"active": values["active"]} if values.get("active") is not None else {})

    def rows(self, ids: Collection[int], *, lock: bool) -> dict[int, Any]:
        """Return devices by number."""
        rows = Device.objects.select_for_update(of=("self",), no_key=True) if lock else Device.objects.all()
        return {row.pk: row for row in rows.filter(pk__in=ids).select_related("client").order_by("pk")}

    def present(self, row: Any) -> Values:
        """Return what a device says now."""
        found: Values = {name: getattr(row, name) for name in PLAIN}
        found |= {name: day.isoformat() if (day := getattr(row, name)) else None for name in DAYS}
        found |= {"site": row.site_id, "user": row.user_id, "client": row.client_id}
        return found | {"active": row.retired_at is None}

    def alike(self, by: str, values: Values) -> list[int]:
        """Return the client's devices of that name."""
        same = Device.objects.filter(client_id=values["client"], name__iexact=values["name"])
        return list(same.values_list("pk", flat=True)[:2])

    def claim(self, values: Values) -> Hashable | None:
        """Return nothing: two devices may be called the same."""
        return None

    def taken(self, claims: Collection[Hashable]) -> dict[Hashable, int]:
        """Return nothing."""
        return {}

    def begin(self, values: Values, key: str, *, actor: Actor, now: datetime) -> tuple[Any, list[NewEvent]]:
        """Add a device."""
        client = Client.objects.get(pk=values["client"])
        row, told = writing.begin(client, _typed(values), source_key=key[:200], now=now)
        return row, [told, *([] if values.get("active", True) else [writing.retire(client, row, now=now)])]

    def alter(self, row: Any, values: Values, *, actor: Actor, now: datetime) -> list[NewEvent]:
        """Change a device, take it out of use or into use again."""
        told = [writing.alter(row.client, row, _typed(values), now=now)]
        if "active" in values and values["active"] != (row.retired_at is None):
            told.append((writing.restore if values["active"] else writing.retire)(row.client, row, now=now))
        return [event for event in told if event is not None]


def _typed(values: Values) -> Values:
    found: Values = {name: values[name] for name in PLAIN if name in values}
    for name in DAYS:
        if name in values:
            found[name] = date.fromisoformat(values[name]) if values[name] else None
    if "site" in values:
        found["site"] = Site.objects.get(pk=values["site"]) if values["site"] else None
    if "user" in values:
        found["user"] = Person.objects.get(pk=values["user"]) if values["user"] else None
    return found
