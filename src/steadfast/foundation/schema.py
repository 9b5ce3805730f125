"""Brings the tables of a database up: an empty one gets them as the migrations leave them, any other step by step.

A migration works on the models as they were, which Django makes anew at each of some hundreds of steps. Where nothing
is there yet nothing has to be changed: each table is made once, as it stands after the last step, and the migrations
are noted as applied, with the guards, in one transaction. tests/care/test_upgrading.py holds both ways together.
"""

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from steadfast.foundation import installation
from steadfast.foundation.search.engines import engine


def bring_up() -> None:
    """Make the tables, or change them to what this program needs; put in place what stands beside them."""
    if _is_bare():
        _make()
    call_command("migrate", interactive=False, verbosity=0)


def _is_bare() -> bool:
    """Tell whether the database has none of our tables, and never had them."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    there = set(connection.introspection.table_names())
    return not ours & there and not MigrationExecutor(connection).loader.applied_migrations


def _make() -> None:
    executor = MigrationExecutor(connection)
    models: list[type[Model]] = [executor.recorder.Migration, *executor.loader.project_state().apps.get_models()]
    with connection.schema_editor() as editor:
        for model in models:
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for statement in engine().create():
            editor.execute(statement)
        for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
            executor.record_migration(migration.app_label, migration.name)
        installation.after_migrate()
