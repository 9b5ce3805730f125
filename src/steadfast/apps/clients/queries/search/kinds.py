"""The four kinds of things of a client that are found, and which tables change what is found of them.

A client's contact finds their own client and no other of these.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from steadfast.apps.clients.queries.search import documents, hits
from steadfast.foundation.actor import Actor
from steadfast.foundation.search.sources import Source, Watch

RENAMED = ("name",)


def _sees_clients(actor: Actor) -> bool:
    return actor.may("clients.view")


def _inside(actor: Actor) -> bool:
    return actor.may("clients.view") and actor.client_id is None


def _sees_devices(actor: Actor) -> bool:
    return actor.may("devices.view") and actor.client_id is None


CLIENTS = Source(
    code=2,
    name="client",
    label=_("Clients"),
    may=_sees_clients,
    rows="SELECT party_id FROM clients_client",
    watches=(Watch("clients_client", "SELECT row.party_id", RENAMED, key="party_id"),),
    documents=documents.client_documents,
    hits=hits.client_hits,
    is_named=True,
)
CONTACTS = Source(
    code=3,
    name="contact",
    label=_("Contacts"),
    may=_inside,
    rows="SELECT p.id FROM identity_person p JOIN clients_client c ON c.party_id = p.party_id",
    watches=(
        Watch(
            "identity_person",
            "SELECT c.id FROM (SELECT row.id AS id) c WHERE EXISTS"
            " (SELECT 1 FROM clients_client WHERE party_id = row.party_id)",
            ("name", "email", "phone", "party_id"),
        ),
        Watch(
            "clients_client",
            "SELECT p.id FROM identity_person p WHERE p.party_id = row.party_id",
            RENAMED,
            key="party_id",
        ),
    ),
    documents=documents.contact_documents,
    hits=hits.contact_hits,
    is_named=True,
)
SITES = Source(
    code=4,
    name="site",
    label=_("Sites"),
    may=_inside,
    rows="SELECT id FROM clients_site",
    watches=(
        Watch("clients_site", "SELECT row.id", ("name", "client_id")),
        Watch(
            "clients_client",
            "SELECT s.id FROM clients_site s WHERE s.client_id = row.party_id",
            RENAMED,
            key="party_id",
            is_named_elsewhere=True,
        ),
    ),
    documents=documents.site_documents,
    hits=hits.site_hits,
    is_named=True,
)
DEVICES = Source(
    code=5,
    name="device",
    label=pgettext_lazy("several", "Devices"),
    may=_sees_devices,
    rows="SELECT subject_id FROM clients_device",
    watches=(
        Watch(
            "clients_device",
            "SELECT row.subject_id",
            ("name", "serial", "maker", "model", "system", "client_id", "site_id", "user_id"),
            key="subject_id",
        ),
        Watch(
            "clients_client",
            "SELECT d.subject_id FROM clients_device d WHERE d.client_id = row.party_id",
            RENAMED,
            key="party_id",
            is_named_elsewhere=True,
        ),
        Watch(
            "clients_site",
            "SELECT d.subject_id FROM clients_device d WHERE d.site_id = row.id",
            RENAMED,
            is_named_elsewhere=True,
        ),
        Watch(
            "identity_person",
            "SELECT d.subject_id FROM clients_device d WHERE d.user_id = row.id",
            RENAMED,
            is_named_elsewhere=True,
        ),
    ),
    documents=documents.device_documents,
    hits=hits.device_hits,
    is_named=True,
    prefix="D",
    numbered=hits.device_numbered,
)
