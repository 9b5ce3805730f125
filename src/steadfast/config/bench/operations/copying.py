"""A large register out of a small one: every row copied many times by the database itself, which takes a minute.

Each copy has keys, numbers and uids of its own and all else of its original: its subject's and its moves' copies too.
"""

from collections.abc import Mapping

from django.db import connection, models

from steadfast.apps.commitments.models import Commitment, Move
from steadfast.foundation.models import Subject

SERIES = {
    "sqlite": "(WITH RECURSIVE few(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM few WHERE n < {last})"
    " SELECT n FROM few)",
    "postgresql": "(SELECT generate_series(1, {last}) AS n)",
}
UID = {
    "sqlite": "printf('%%032x', {row})",
    "postgresql": "lpad(to_hex({row}), 32, '0')::uuid",
}


def multiply(times: int) -> None:
    """Let there be `times` as many subjects, commitments and moves as there are."""
    subjects, commitments = _largest(Subject), _largest(Commitment)
    uid = UID[connection.vendor].format(row=f"t.id + n * {commitments}")
    _copy(Subject, times, {"number": f"number + n * {subjects}"})
    _copy(Commitment, times, {"subject_id": f"subject_id + n * {subjects}", "uid": uid})
    _copy(Move, times, {"commitment_id": f"commitment_id + n * {commitments}"})


def _copy(model: type[models.Model], times: int, changed: Mapping[str, str]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names = [connection.ops.quote_name(str(field.column)) for field in fields]
    values = {"id": f"t.id + n * {_largest(model)}", **changed}
    chosen = [values.get(str(field.column), name) for field, name in zip(fields, names, strict=True)]
    table, series = connection.ops.quote_name(model._meta.db_table), SERIES[connection.vendor].format(last=times - 1)
    with connection.cursor() as cursor:
        text = f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(chosen)} FROM {table} t, {series} copies"
        cursor.execute(text, [])


def _largest(model: type[models.Model]) -> int:
    found: int = model._default_manager.aggregate(largest=models.Max("pk"))["largest"]
    return found
