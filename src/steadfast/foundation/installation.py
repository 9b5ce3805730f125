"""What must stand in the database after every migration, put in place idempotently."""

from typing import Any

from django.core.management.color import no_style
from django.db import connection

from steadfast.foundation import triggers
from steadfast.foundation.models import PRACTICE_CHAIN, Chain
from steadfast.foundation.search import keeping


def after_migrate(**_: Any) -> None:
    """Install the triggers and the practice's own chain; do nothing while our tables do not exist."""
    if Chain._meta.db_table not in connection.introspection.table_names():
        return
    triggers.install()
    open_practice_chain()
    keeping.begin()


def open_practice_chain() -> None:
    _, made = Chain.objects.get_or_create(pk=PRACTICE_CHAIN)
    if made:  # an id given by hand does not move PostgreSQL's sequence
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [Chain]):
                cursor.execute(statement)
