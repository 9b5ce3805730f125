"""The words of closings and of evidence get a table: their events hold digests alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0006_index_of_figures"),
        ("foundation", "0001_chains_events_jobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Words",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="foundation.event",
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="commitments.commitment",
                    ),
                ),
            ],
            options={"verbose_name_plural": "words"},
        ),
    ]
