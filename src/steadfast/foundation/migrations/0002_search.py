"""The rows of the search index, and its words in the way of the engine."""

from typing import Any

from django.db import migrations, models


def create(apps: Any, editor: Any) -> None:
    from steadfast.foundation.search.engines import postgresql, sqlite

    engine = postgresql if editor.connection.vendor == "postgresql" else sqlite
    for statement in engine.create():
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_chains_events_jobs")]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("source", models.PositiveSmallIntegerField()),
                ("ref", models.BigIntegerField()),
                ("digest", models.BigIntegerField()),
                ("said", models.BinaryField(default=b"")),
            ],
        ),
        migrations.CreateModel(
            name="SearchDue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.PositiveSmallIntegerField()),
                ("ref", models.BigIntegerField()),
            ],
            options={"verbose_name_plural": "search due"},
        ),
        migrations.CreateModel(
            name="SearchFormat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("format", models.PositiveIntegerField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("source", "ref"), name="document_once"),
        ),
        migrations.AddIndex(
            model_name="searchdue",
            index=models.Index(fields=["source", "ref"], name="search_due_by_document"),
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
