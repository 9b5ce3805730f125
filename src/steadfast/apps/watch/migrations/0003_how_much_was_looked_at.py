"""On how many tickets each detector had something to look at."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("watch", "0002_actions_about_clients")]

    operations = [
        migrations.AddField(
            model_name="look",
            name="asked",
            field=models.JSONField(default=dict, help_text="of the last whole look: how much each detector looked at"),
        ),
    ]
