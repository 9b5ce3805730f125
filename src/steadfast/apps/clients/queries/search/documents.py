"""The words of clients, contacts, sites and devices, and to whom they belong."""

from collections.abc import Sequence

from django.db.models import QuerySet

from steadfast.apps.clients.models import Client, Device, Site
from steadfast.apps.identity.models import Person
from steadfast.foundation.search import sight
from steadfast.foundation.search.sources import OPEN, Document


def contacts() -> QuerySet[Person]:
    """Return the people of clients, those who left included."""
    return Person.objects.filter(party__client__isnull=False).select_related("party")


def client_documents(refs: Sequence[int]) -> list[Document]:
    rows = Client.objects.filter(pk__in=refs).only("name")
    return [Document(row.pk, (row.name,), tokens=(sight.client_token(row.pk), OPEN)) for row in rows]


def contact_documents(refs: Sequence[int]) -> list[Document]:
    return [
        Document(
            row.pk, (row.name, row.email, row.phone), (row.party.name,), tokens=(sight.client_token(row.party_id),)
        )
        for row in contacts().filter(pk__in=refs)
    ]


def site_documents(refs: Sequence[int]) -> list[Document]:
    rows = Site.objects.filter(pk__in=refs).select_related("client")
    return [Document(row.pk, (row.name,), (row.client.name,), tokens=(_of(row),)) for row in rows]


def device_documents(refs: Sequence[int]) -> list[Document]:
    rows = Device.objects.filter(pk__in=refs).select_related("subject", "client", "site", "user")
    return [
        Document(
            row.pk,
            (row.subject.label, row.name, row.serial),
            (row.client.name, row.site.name if row.site else "", row.user.name if row.user else ""),
            (row.maker, row.model, row.system),
            tokens=(_of(row),),
        )
        for row in rows
    ]


def _of(row: Site | Device) -> str:
    return sight.client_token(row.client_id)
