"""What a program sends of a definition: what it changes, its words as they are kept, and whom it names."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from ninja import Schema

from steadfast.apps.api.queries import tokens
from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.foundation.actor import Actor


def chooser(request: Any) -> Actor:
    """Return who chooses: the person, whatever their token is for; what it names is theirs to name."""
    return tokens.person_of(request.auth) or request.actor


def changed(typed: Schema) -> dict[str, Any]:
    """Return what a change names, with what a program may leave out of its parts."""
    return {name: value for name, value in typed.dict().items() if name in typed.model_fields_set}


def one_line(words: str) -> str:
    """Return words as a field of one line keeps them."""
    return " ".join(words.split())


def served(request: Any) -> QuerySet[Client]:
    """Return the clients that may be named: those that are served."""
    return clients.visible_to(chooser(request)).filter(retired_at=None)


def require_known[M: Model](field: str, named: Collection[int | None], rows: QuerySet[M]) -> None:
    """Refuse a field that names what is not there; None names nothing."""
    wanted = {key for key in named if key is not None}
    if wanted and rows.filter(pk__in=wanted).count() < len(wanted):
        raise ValidationError({field: "There is no such choice."})
