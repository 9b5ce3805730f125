"""A new practice gets its tables from the models, an old one by migrations: neither knows what the other does not."""

from django.apps import apps
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

MADE_BESIDE_MODELS = {("foundation", "0002_search")}  # foundation/schema.py makes these too


def test_the_migrations_lead_to_the_models() -> None:
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    assert {app: [each.operations for each in missing] for app, missing in changes.items()} == {}


def test_a_migration_that_fills_or_mends_rows_says_that_a_new_practice_needs_it_not() -> None:
    needed = {
        key
        for key, migration in MigrationLoader(None).disk_migrations.items()
        if apps.get_app_config(key[0]).name.startswith("steadfast.")
        for operation in migration.operations
        if isinstance(operation, RunPython | RunSQL) and not operation.elidable
    }
    assert needed == MADE_BESIDE_MODELS
