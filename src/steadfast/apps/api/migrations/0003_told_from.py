"""From when a webhook is told what happens: of those that are there since they were made."""

from django.db import migrations, models
from django.db.models import F


def fill(apps, editor):
    apps.get_model("api", "Hook").objects.update(told_from=F("made_at"))


class Migration(migrations.Migration):
    dependencies = [("api", "0002_webhooks")]

    operations = [
        migrations.AddField("hook", "told_from", models.DateTimeField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("hook", "told_from", models.DateTimeField()),
    ]
