"""A selection as somebody types it: by names instead of keys, and months as 2026-01..2026-06."""

from collections.abc import Mapping

from django.db.models import Model, QuerySet

from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Team
from steadfast.apps.reporting.queries.months import BadSelection
from steadfast.apps.reporting.queries.selection import Selection

SAME = ("priority", "kind", "direction")


def selection(said: Mapping[str, str | None]) -> Selection:
    """Return the selection that month, client, team, priority, kind and direction name, or raise BadSelection."""
    query = {name: said.get(name) or "" for name in SAME}
    first, between, last = (said.get("month") or "").partition("..")
    query |= {"from": first, "to": last} if between else {"month": first}
    for name, known in (("client", Client.objects.all()), ("team", Team.objects.all())):
        if called := said.get(name):
            query[name] = str(_key(name, called, known))
    return Selection.read(query)


def _key(what: str, called: str, known: QuerySet[Model]) -> int:
    found = known.filter(name=called).values_list("pk", flat=True)[:2]
    if len(found) != 1:
        raise BadSelection(f"{'no' if not found else 'more than one'} {what} is named {called[:80]!r}")
    return int(found[0])
