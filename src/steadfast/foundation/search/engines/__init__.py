"""The index in the database in use: the same four functions for each engine.

create() → what the migration runs
store(rows) · forget(rows) → within the caller's transaction
find(phrases, sight, below, limit, in_title) → keys, newest first
"""

from types import ModuleType

from django.db import connection

from steadfast.foundation.search.engines import postgresql, sqlite


def engine() -> ModuleType:
    """Return the module of the engine in use."""
    return postgresql if connection.vendor == "postgresql" else sqlite
