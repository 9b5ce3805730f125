import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now


def settle(apps, schema_editor):
    """A practice that was set up before has had its first hour."""
    apps.get_model("identity", "Practice").objects.update(settled_at=Now())


class Migration(migrations.Migration):
    dependencies = [("identity", "0004_views_and_density")]

    operations = [
        migrations.CreateModel(
            name="LeftStep",
            fields=[
                ("key", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("left_at", models.DateTimeField()),
                (
                    "left_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.person",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="practice",
            name="settled_at",
            field=models.DateTimeField(help_text="when somebody said that the first hour is over", null=True),
        ),
        migrations.RunPython(settle, migrations.RunPython.noop, elidable=True),
    ]
