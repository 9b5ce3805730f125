"""Triggers of the audit book, on both engines: an entry is never altered, and not forgotten before its time.

A plain insert-only table could never be pruned; here the database lets go of what is older than SHORTEST days.
"""

from collections.abc import Iterator

from django.db import connection

from steadfast.apps.identity.models.audit_entry import SHORTEST, AuditEntry
from steadfast.foundation.triggers import Trigger

FUNCTION = "identity_audit_keeps"
BODY = (
    f"BEGIN IF TG_OP = 'DELETE' AND OLD.at < now() - interval '{SHORTEST} days' THEN RETURN OLD; END IF;"
    " RAISE EXCEPTION 'the audit book is kept' USING ERRCODE = 'restrict_violation'; END"
)


def guards() -> Iterator[Trigger]:
    """Yield the triggers for the engine in use."""
    table = AuditEntry._meta.db_table
    for verb in ("update", "delete"):
        name = f"{table}_keeps_{verb}"
        if connection.vendor == "postgresql":
            sql = f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()"
            yield Trigger(name, table, sql, FUNCTION, BODY)
            continue
        young = f" WHEN OLD.at >= datetime('now', '-{SHORTEST} days')" if verb == "delete" else ""
        refuse = "BEGIN SELECT RAISE(ABORT, 'the audit book is kept'); END"
        yield Trigger(name, table, f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table}{young} {refuse}")
