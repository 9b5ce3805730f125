"""The tables to carry, each after those it points to, and the columns of each, with the field that knows its type."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

ENGINES_OWN = ("foundation.Document", "foundation.SearchDue", "foundation.SearchFormat")  # each engine builds its index


@dataclass(frozen=True)
class Table:
    """`columns`: every column, with its field; `stored`: those that are written, and not worked out by the database."""

    name: str
    model: type[models.Model]
    columns: tuple[tuple[str, Any], ...]

    @property
    def stored(self) -> tuple[tuple[str, Any], ...]:
        return tuple((name, field) for name, field in self.columns if not field.generated)


def all_of_them() -> list[Table]:
    """Return every table of the program, in an order in which foreign keys find what they point to."""
    found = [model for model in apps.get_models(include_auto_created=True) if _is_carried(model)]
    return [_table(model) for model in _ordered(found)]


def _is_carried(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy and model._meta.label not in ENGINES_OWN


def _table(model: type[models.Model]) -> Table:
    fields = model._meta.concrete_fields
    return Table(model._meta.db_table, model, tuple((str(field.column), field) for field in fields))


def _ordered(found: Iterable[type[models.Model]]) -> list[type[models.Model]]:
    left, done = list(found), list[type[models.Model]]()
    while left:
        free = [model for model in left if not (_points_to(model) - {model}) & set(left)]
        done += free or left  # a ring of keys: they are checked at the end of the transaction anyway
        left = [model for model in left if model not in done]
    return done


def _points_to(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)}
