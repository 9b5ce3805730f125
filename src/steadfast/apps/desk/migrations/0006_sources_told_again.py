import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("desk", "0005_merging_links_canned_files"),
        ("imports", "0003_sources"),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="source_digest",
            field=models.CharField(help_text="of the rows that its source told last", max_length=32, null=True),
        ),
        migrations.AddField(
            model_name="ticket",
            name="source_told",
            field=models.BigIntegerField(help_text="the last event that its source told", null=True),
        ),
        migrations.CreateModel(
            name="SourceChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("batch", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="imports.batch")),
                ("ticket", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="source_changes", to="desk.ticket")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("batch", "ticket"), name="source_change_once")],
            },
        ),
    ]
