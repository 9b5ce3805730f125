"""Sites: places of a client, whose name is given once there."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from steadfast.apps.clients.models import Client, Site
from steadfast.apps.clients.operations import site as writing
from steadfast.apps.imports.kinds import Field
from steadfast.apps.imports.records.noun import Looking, Values
from steadfast.apps.imports.records.nouns import fields
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent


class Sites:
    """A site stays with its client: a row that names another is refused."""

    kind = "sites"
    label = gettext_lazy("Sites")
    chunk = 50
    fixed = {"client": gettext_lazy("It is a site of another client here.")}
    fields = (
        fields.key("12"),
        Field("name", gettext_lazy("Name"), needed=True, example="Gate 4"),
        fields.CLIENT,
        fields.active(gettext_lazy("Still open")),
    )

    def learn(self, rows: Sequence[Mapping[str, Any]], look: Looking, *, lock: bool) -> None:
        """Find their clients."""
        look.learn_clients(rows)

    def resolved(self, values: Mapping[str, Any], look: Looking) -> Values:
        """Return the plain values of a row."""
        found = {**writing.check({"name": values["name"]}), "client": look.client(values["client"])}
        return found | ({"active": values["active"]} if values.get("active") is not None else {})

    def rows(self, ids: Collection[int], *, lock: bool) -> dict[int, Any]:
        """Return sites by number."""
        rows = Site.objects.select_for_update(of=("self",), no_key=True) if lock else Site.objects.all()
        return {row.pk: row for row in rows.filter(pk__in=ids).select_related("client").order_by("pk")}

    def present(self, row: Any) -> Values:
        """Return what a site says now."""
        return {"name": row.name, "client": row.client_id, "active": row.retired_at is None}

    def alike(self, by: str, values: Values) -> list[int]:
        """Return the client's sites of that name."""
        same = Site.objects.filter(client_id=values["client"], name__iexact=values["name"])
        return list(same.values_list("pk", flat=True)[:2])

    def claim(self, values: Values) -> Hashable | None:
        """Return the name, which is given once a client."""
        return (values["client"], values["name"])

    def taken(self, claims: Collection[Hashable]) -> dict[Hashable, int]:
        """Return which sites have these names."""
        pairs = [claim for claim in claims if isinstance(claim, tuple)]
        rows = Site.objects.filter(client_id__in={one for one, _ in pairs}, name__in={name for _, name in pairs})
        return {(client, name): key for client, name, key in rows.values_list("client_id", "name", "pk")}

    def begin(self, values: Values, key: str, *, actor: Actor, now: datetime) -> tuple[Any, list[NewEvent]]:
        """Add a site."""
        client = Client.objects.get(pk=values["client"])
        row, told = writing.begin(client, {"name": values["name"]}, now=now)
        return row, [told, *([] if values.get("active", True) else [writing.retire(client, row, now=now)])]

    def alter(self, row: Any, values: Values, *, actor: Actor, now: datetime) -> list[NewEvent]:
        """Change a site, close it or open it."""
        named = {name: value for name, value in values.items() if name == "name"}
        told = [writing.alter(row.client, row, named, now=now)]
        if "active" in values and values["active"] != (row.retired_at is None):
            told.append((writing.restore if values["active"] else writing.retire)(row.client, row, now=now))
        return [event for event in told if event is not None]
