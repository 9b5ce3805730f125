"""The nouns: clients, contacts, sites, devices and agreements."""

from steadfast.apps.imports.records.noun import Noun
from steadfast.apps.imports.records.nouns.agreements import Agreements
from steadfast.apps.imports.records.nouns.clients import Clients
from steadfast.apps.imports.records.nouns.contacts import Contacts
from steadfast.apps.imports.records.nouns.devices import Devices
from steadfast.apps.imports.records.nouns.sites import Sites

NOUNS: tuple[Noun, ...] = (Clients(), Contacts(), Sites(), Devices(), Agreements())


def noun(kind: str) -> Noun:
    """Return a noun by the name of its kind."""
    return next(one for one in NOUNS if one.kind == kind)


__all__ = ["NOUNS", "noun"]
