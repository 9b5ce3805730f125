"""What is written of a record: only the values that differ, so that an event tells a change and nothing else."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model


def write(row: Model, values: Mapping[str, Any]) -> list[str]:
    """Write the values that differ from the row's; return their names."""
    differ = [name for name, value in values.items() if getattr(row, name) != value]
    for name in differ:
        setattr(row, name, values[name])
    if differ:
        row.save(update_fields=differ)
    return differ
