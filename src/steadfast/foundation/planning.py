"""How many plans of statements PostgreSQL keeps for a connection of ours.

psycopg keeps 100 and forgets the one that was not asked for longest. A day's work asks some 300 different ones, and a
plan that is made, kept and forgotten costs more than one that is made each time. One takes the server about 70 kB.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

PLANS = 400


def keep_plans(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Let a connection that has just been made keep PLANS of them."""
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = PLANS
