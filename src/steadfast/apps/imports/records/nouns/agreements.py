"""Agreements: a row covers a client by a copy of one of ours. What it says is changed by an amendment only."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.agreements import operations as writing
from steadfast.apps.agreements import queries
from steadfast.apps.agreements.models import Agreement
from steadfast.apps.clients.models import Client
from steadfast.apps.identity import queries as identity
from steadfast.apps.imports.kinds import Field
from steadfast.apps.imports.records.noun import Looking, Values, Wrong
from steadfast.apps.imports.records.nouns import fields
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent

LONGEST = 100


class Agreements:
    """One row a transaction: an agreement tells of itself as it is made, in the chain of its client."""

    kind = "agreements"
    label = gettext_lazy("Agreements")
    chunk = 1
    fixed = dict.fromkeys(
        ("name", "client"), gettext_lazy("An agreement is changed by an edit with a preview, not by an import.")
    )
    fields = (
        fields.key("C-12"),
        Field("name", gettext_lazy("Name"), needed=True, example="Kestrel Dental 2026"),
        fields.CLIENT,
        Field("like", gettext_lazy("Like which of ours"), needed=True, example="Standard"),
        Field("since_on", gettext_lazy("In force since"), example="2026-01-01", shape="date"),
        fields.active(gettext_lazy("Offered")),
    )

    def learn(self, rows: Sequence[Mapping[str, Any]], look: Looking, *, lock: bool) -> None:
        """Find their clients."""
        look.learn_clients(rows)

    def resolved(self, values: Mapping[str, Any], look: Looking) -> Values:
        """Return the plain values of a row."""
        name = values["name"].strip()
        if len(name) > LONGEST:
            raise Wrong("name", _("is longer than %(longest)s characters") % {"longest": LONGEST})
        found: Values = {"name": name, "client": look.client(values["client"]), "like": _like(values["like"]).pk}
        if values.get("since_on"):
            found["since_on"] = values["since_on"].isoformat()
        return found | ({"active": values["active"]} if values.get("active") is not None else {})

    def rows(self, ids: Collection[int], *, lock: bool) -> dict[int, Any]:
        """Return agreements by number."""
        rows = Agreement.objects.select_for_update(of=("self",), no_key=True) if lock else Agreement.objects.all()
        return {row.pk: row for row in rows.filter(pk__in=ids).order_by("pk")}

    def present(self, row: Any) -> Values:
        """Return what an agreement says now; of what it was copied from it keeps no memory."""
        return {"name": row.name, "client": row.client_id, "active": row.offered}

    def alike(self, by: str, values: Values) -> list[int]:
        """Return the agreement of that name."""
        return list(Agreement.objects.filter(name=values["name"]).values_list("pk", flat=True)[:2])

    def claim(self, values: Values) -> Hashable | None:
        """Return the name, which is given once."""
        return str(values["name"])

    def taken(self, claims: Collection[Hashable]) -> dict[Hashable, int]:
        """Return which agreements have these names."""
        return dict(Agreement.objects.filter(name__in=list(claims)).values_list("name", "pk"))

    def begin(self, values: Values, key: str, *, actor: Actor, now: datetime) -> tuple[Any, list[NewEvent]]:
        """Make the agreement: the version in force of the one it is like, for this client."""
        like = Agreement.objects.get(pk=values["like"])
        version = queries.in_force([like], now)[like.pk]
        begins = _midnight(values["since_on"]) if values.get("since_on") else now
        client = Client.objects.get(pk=values["client"])
        offered = values.get("active", True)
        row = writing.make_agreement(
            values["name"], client, version.calendar, version.body, begins, offered=offered, actor=actor, now=now
        )
        return row, []

    def alter(self, row: Any, values: Values, *, actor: Actor, now: datetime) -> list[NewEvent]:
        """Offer it or take it out of offer; all else of an agreement is an amendment's to change."""
        writing.set_offered(row, values["active"], actor=actor, now=now)
        return []


def _like(text: str) -> Agreement:
    found = list(Agreement.objects.filter(name__iexact=text.strip())[:2])
    if len(found) != 1:
        raise Wrong("like", _("No agreement of ours is called that."))
    return found[0]


def _midnight(day: str) -> datetime:
    zone = ZoneInfo(identity.practice().zone)
    return datetime.combine(date.fromisoformat(day), time(), zone).astimezone(UTC)
