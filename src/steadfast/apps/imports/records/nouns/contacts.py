"""Contacts: persons of a client, whose address is given once there."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.clients.models import Client
from steadfast.apps.clients.operations import contact as writing
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.imports.kinds import Field
from steadfast.apps.imports.records.noun import Looking, Values, Wrong
from steadfast.apps.imports.records.nouns import fields
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent


class Contacts:
    """A contact stays with the client for whom they were made: a row that names another is refused."""

    kind = "contacts"
    label = gettext_lazy("Contacts")
    chunk = 50
    fixed = {"client": gettext_lazy("They are a contact of another client here; make them anew there.")}
    fields = (
        fields.key("77"),
        Field("name", gettext_lazy("Name"), needed=True, example="Amara Ruiz"),
        fields.CLIENT,
        Field("email", gettext_lazy("E-mail"), example="amara@kestrel.example", shape="email"),
        Field("phone", gettext_lazy("Phone"), example="020 7946 0000"),
        fields.active(gettext_lazy("Still there")),
    )

    def learn(self, rows: Sequence[Mapping[str, Any]], look: Looking, *, lock: bool) -> None:
        """Find their clients."""
        look.learn_clients(rows)

    def resolved(self, values: Mapping[str, Any], look: Looking) -> Values:
        """Return the plain values of a row."""
        found = {name: values[name] or "" for name in ("name", "email", "phone") if name in values}
        found = {**writing.check(found), "client": look.client(values["client"])}
        if found.get("email"):
            try:
                validate_email(found["email"])
            except ValidationError:
                raise Wrong("email", _("is no e-mail address")) from None
        if values.get("active") is not None:
            found["active"] = values["active"]
        return found

    def rows(self, ids: Collection[int], *, lock: bool) -> dict[int, Any]:
        """Return contacts by number."""
        rows = Person.objects.select_for_update(of=("self",), no_key=True) if lock else Person.objects.all()
        found = rows.filter(pk__in=ids).exclude(party_id=PRACTICE_ID).select_related("party__client").order_by("pk")
        return {row.pk: row for row in found}

    def present(self, row: Any) -> Values:
        """Return what a contact says now."""
        plain = {"name": row.name, "email": row.email, "phone": row.phone}
        return {**plain, "client": row.party_id, "active": row.left_at is None}

    def alike(self, by: str, values: Values) -> list[int]:
        """Return the client's contacts of that name or address."""
        if not values.get(by):
            return []
        same = Person.objects.filter(party_id=values["client"], **{f"{by}__iexact": values[by]})
        return list(same.order_by("left_at").values_list("pk", flat=True)[:2])

    def claim(self, values: Values) -> Hashable | None:
        """Return the address, which is given once a client."""
        return (values["client"], values["email"]) if values.get("email") and values.get("active", True) else None

    def taken(self, claims: Collection[Hashable]) -> dict[Hashable, int]:
        """Return which present contacts have these addresses."""
        pairs = [claim for claim in claims if isinstance(claim, tuple)]
        rows = Person.objects.filter(
            party_id__in={party for party, _ in pairs}, email__in={email for _, email in pairs}, left_at=None
        )
        return {(party, email): key for party, email, key in rows.values_list("party_id", "email", "pk")}

    def begin(self, values: Values, key: str, *, actor: Actor, now: datetime) -> tuple[Any, list[NewEvent]]:
        """Add a contact."""
        client = Client.objects.get(pk=values["client"])
        row, told = writing.begin(client, _typed(values), now=now)
        return row, [told, *([] if values.get("active", True) else [writing.retire(client, row, now=now)])]

    def alter(self, row: Any, values: Values, *, actor: Actor, now: datetime) -> list[NewEvent]:
        """Change a contact, say that they left or came back."""
        client = row.party.client
        told = [writing.alter(client, row, _typed(values), now=now)]
        if "active" in values and values["active"] != (row.left_at is None):
            told.append((writing.restore if values["active"] else writing.retire)(client, row, now=now))
        return [event for event in told if event is not None]


def _typed(values: Values) -> Values:
    return {name: value for name, value in values.items() if name not in ("active", "client")}
