"""Claim due rows so that one worker has each, for a while: who is killed loses them when the lease runs out.

Used by Job and Delivery alike: columns next_at, attempts, lease_owner, lease_until. One UPDATE claims: SQLite
serializes it by its write lock, PostgreSQL by FOR UPDATE SKIP LOCKED.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, models, transaction

LEASE = timedelta(seconds=60)


def claim(
    model: type[models.Model],
    *,
    owner: str,
    now: datetime,
    lease: timedelta,
    limit: int = 1,
    where: models.Q | None = None,
) -> list[int]:
    """Lease up to `limit` due rows to the owner, count the attempt, and return their ids, the longest due first."""
    due = model._default_manager.filter(is_due(now), where or models.Q()).order_by("next_at", "pk").values("id")[:limit]
    if not due.exists():  # reading takes no lock: an idle worker never disturbs the writers
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        inner, params = due.select_for_update(
            skip_locked=True, no_key=True
        ).query.sql_with_params()  # no lock words on SQLite
        cursor.execute(
            f"WITH due AS MATERIALIZED ({inner}) UPDATE {model._meta.db_table}"
            " SET lease_owner = %s, lease_until = %s, attempts = attempts + 1"
            " WHERE id IN (SELECT due.id FROM due) RETURNING id",
            [*params, owner, connection.ops.adapt_datetimefield_value(now + lease)],
        )
        return sorted(row[0] for row in cursor.fetchall())


def is_due(now: datetime) -> models.Q:
    """Return the condition of rows that may be claimed: their time has come and no living worker has them."""
    return models.Q(next_at__lte=now) & (models.Q(lease_until__isnull=True) | models.Q(lease_until__lte=now))


def renew(model: type[models.Model], keys: Sequence[int], *, owner: str, until: datetime) -> int:
    """Move the leases on that the owner still holds; return how many those are."""
    held = model._default_manager.filter(pk__in=keys, lease_owner=owner)
    return held.update(lease_until=until)
