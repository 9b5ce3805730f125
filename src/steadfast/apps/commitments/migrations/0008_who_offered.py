"""A hand-over knows who offered it, and is found by the absence that moved it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0007_words_of_events"),
        ("identity", "0002_absences_and_turns"),
    ]

    operations = [
        migrations.AddField(
            model_name="handover",
            name="offered_by",
            field=models.ForeignKey(
                db_index=False,
                help_text="none: by the clock",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.person",
            ),
        ),
        migrations.AlterField(
            model_name="handover",
            name="absence",
            field=models.ForeignKey(
                db_index=False,
                help_text="passed to a deputy, or brought back",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hand_overs",
                to="identity.absence",
            ),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["absence", "subject"], name="hand_over_by_absence"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="hand_over_answered_once",
            ),
        ),
    ]
