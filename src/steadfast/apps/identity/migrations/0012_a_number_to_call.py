from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0011_callers_by_their_number")]

    operations = [
        migrations.AddField(
            model_name="practice",
            name="phone",
            field=models.CharField(
                blank=True, default="", help_text="which clients call when all stands still", max_length=40
            ),
        ),
    ]
