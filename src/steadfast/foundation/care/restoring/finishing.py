"""What a restored database needs before anybody works on it: newer tables, an honest record, a check of everything."""

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from steadfast.foundation import clock, schema, verify
from steadfast.foundation.care import plan, runs
from steadfast.foundation.care.manifest import Manifest

BEFORE = "it was under way when the backup was made from which this practice was restored"


def finish(manifest: Manifest, name: str) -> dict[str, Any]:
    """Bring the tables up, switch backups by the clock off, note the restore, verify; return {migrated, findings}."""
    migrated = bring_up()
    runs.close_those_of_before(name, BEFORE, now=clock.exactly())
    plan.switch_off(now=clock.exactly())
    with runs.running("restore", runs.COMMAND) as run:
        run.name = name
        found = [str(finding) for finding in verify.run()]
        run.detail = {"made_at": manifest.made_at.isoformat(), "migrated": migrated, "findings": len(found)}
        run.is_good = not found
        run.error = found[0] if found else ""
    connection.close()
    return {"migrated": migrated, "findings": found}


def bring_up() -> list[str]:
    """Apply the migrations that the archive's program did not have; return their names."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        schema.bring_up()
    return [f"{migration.app_label} {migration.name}" for migration, _ in plan]
