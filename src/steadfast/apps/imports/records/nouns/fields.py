"""Fields that several nouns have, with the headers by which other systems call them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from steadfast.apps.imports.kinds import Field

IDS = ("id", "key", "external id", "source id", "uuid", "guid", "record id")
CLIENT_NAMES = (
    "client", "customer", "company", "account", "organization", "organisation", "client name", "customer name",
    "company name", "account name", "firma", "kunde", "parent account", "company id", "client id", "customer id",
    "account id",
)  # fmt: skip


def key(*also: str, example: str) -> Field:
    """Return the field of the key by which rows of two exports meet."""
    return Field("key", _("Key there"), needed=True, example=example, synonyms=(*also, *IDS))


def active(label: Any) -> Field:
    """Return the field that says whether the row is in use; without it every row is."""
    synonyms = ("active", "enabled", "is active", "in use", "status", "aktiv")
    return Field("active", label, example="yes", synonyms=synonyms, shape="yes or no")


CLIENT = Field("client", _("Client"), needed=True, example="Kestrel Dental", synonyms=CLIENT_NAMES)
