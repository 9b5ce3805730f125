from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('hours', '0002_calendars_and_waking'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='form',
            field=models.UUIDField(help_text='of the form that booked it: sent twice it books once', null=True, unique=True),
        ),
    ]
