"""Fields that several nouns have."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from steadfast.apps.imports.kinds import Field


def key(example: str) -> Field:
    """Return the field of the key by which rows of two exports meet."""
    return Field("key", _("Key there"), needed=True, example=example)


def active(label: Any) -> Field:
    """Return the field that says whether the row is in use; without it every row is."""
    return Field("active", label, example="yes", shape="yes or no")


CLIENT = Field("client", _("Client"), needed=True, example="Kestrel Dental")
