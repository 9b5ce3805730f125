"""The practice of so many tickets that a process measures: seeded now, or known from the run before."""

import json
import time
from typing import Any

from steadfast.config.command import practice


def practice_of(count: int) -> tuple[Any, dict[str, Any]]:
    """Return who is in it and {seed_s, seeded: date, rows by table}."""
    from steadfast.config.bench import kept, operations
    from steadfast.foundation import clock

    mark = practice.folder() / kept.SEEDED
    if mark.exists():
        return operations.known(), json.loads(mark.read_text())
    begin, now = time.perf_counter(), clock.now().replace(microsecond=0)
    people = operations.seed(count, now=now)
    settle_down()
    seeds = {"seed_s": round(time.perf_counter() - begin, 1), "seeded": f"{now:%Y-%m-%d}", "rows": _rows()}
    mark.write_text(json.dumps(seeds))
    return people, seeds


def settle_down() -> None:
    """Do at once what PostgreSQL's own sweeper does soon after; SQLite gets nothing that a practice would not get."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _rows() -> dict[str, int]:
    from django.db.models import QuerySet

    from steadfast.apps.commitments.models import Commitment
    from steadfast.apps.desk.models import Message, Ticket
    from steadfast.foundation.models import Document, Event

    counted: dict[str, QuerySet[Any]] = {
        "tickets": Ticket.objects.all(),
        "not closed": Ticket.objects.filter(closed_at=None),
        "commitments": Commitment.objects.all(),
        "open": Commitment.objects.filter(closed_at=None),
        "messages": Message.objects.all(),
        "events": Event.objects.all(),
        "documents": Document.objects.all(),
    }
    return {name: rows.count() for name, rows in counted.items()}
