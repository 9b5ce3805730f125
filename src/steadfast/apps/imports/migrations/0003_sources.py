import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def source_of_before(apps, schema_editor):
    """Until now the mapping named the system that a batch came from."""
    apps.get_model("imports", "Batch").objects.filter(kind="tickets", source="").update(source=F("mapping"))


class Migration(migrations.Migration):

    dependencies = [
        ("identity", "0001_people_and_parties"),
        ("imports", "0002_records_and_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="source",
            field=models.CharField(blank=True, db_default="", help_text="the system it was exported from", max_length=64),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64, unique=True)),
                ("leads", models.CharField(default="source", max_length=16)),
                ("changed_at", models.DateTimeField(help_text="since when who leads does")),
                ("changed_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.person")),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("leads__in", ("source", "practice"))), name="source_leads_known")],
            },
        ),
        migrations.RunPython(source_of_before, migrations.RunPython.noop, elidable=True),
    ]
