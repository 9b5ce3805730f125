"""How clients, contacts, sites and devices look among what was found, to who may see them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from steadfast.apps.clients.models import Site
from steadfast.apps.clients.queries.clients import visible_to
from steadfast.apps.clients.queries.devices import devices_visible_to
from steadfast.apps.clients.queries.search.documents import contacts
from steadfast.foundation import addresses, subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.search.sources import Hit


def client_hits(refs: Sequence[int], actor: Actor) -> Mapping[int, Hit]:
    rows = visible_to(actor).filter(pk__in=refs)
    return {row.pk: Hit(row.name, _url(row.pk), about=_gone(row.retired_at)) for row in rows}


def contact_hits(refs: Sequence[int], actor: Actor) -> Mapping[int, Hit]:
    return dict(_part_hits(contacts().filter(pk__in=refs), actor, lambda row: (row.party_id, row.left_at)))


def site_hits(refs: Sequence[int], actor: Actor) -> Mapping[int, Hit]:
    rows = Site.objects.filter(pk__in=refs)
    return dict(_part_hits(rows, actor, lambda row: (row.client_id, row.retired_at)))


def device_hits(refs: Sequence[int], actor: Actor) -> Mapping[int, Hit]:
    return {
        row.pk: Hit(
            row.name,
            subjects.url_of(row.subject),
            number=row.subject.label,
            about=" · ".join(filter(None, (row.client.name, row.serial, _gone(row.retired_at)))),
            texts=(" ".join(filter(None, (row.maker, row.model, row.system))),),
        )
        for row in devices_visible_to(actor).filter(pk__in=refs)
    }


def _part_hits(
    rows: QuerySet[Any], actor: Actor, facts: Callable[[Any], tuple[int, object]]
) -> Iterator[tuple[int, Hit]]:
    """Yield contacts or sites of clients that the actor sees; a contact of a client sees neither here."""
    if actor.client_id is not None:
        return
    found = list(rows)
    seen = dict(visible_to(actor).filter(pk__in={facts(row)[0] for row in found}).values_list("pk", "name"))
    for row in found:
        client, gone = facts(row)
        if client in seen:
            told = filter(None, (seen[client], getattr(row, "email", ""), getattr(row, "phone", ""), _gone(gone)))
            yield row.pk, Hit(row.name, _url(client), about=" · ".join(told))


def _url(client_id: int) -> str:
    return addresses.numbered("clients:show", client_id)


def _gone(since: object) -> str:
    return gettext("not any more") if since else ""


def device_numbered(number: int, actor: Actor) -> int | None:
    return (
        devices_visible_to(actor)
        .filter(subject__kind="device", subject__number=number)
        .values_list("pk", flat=True)
        .first()
    )
