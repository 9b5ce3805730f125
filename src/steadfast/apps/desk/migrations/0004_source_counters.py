from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0003_presence_and_followers'),
    ]

    operations = [
        migrations.AddField(
            model_name='ticket',
            name='reassigned',
            field=models.PositiveSmallIntegerField(help_text='changes of team that the rows of a log show', null=True),
        ),
        migrations.AddField(
            model_name='ticket',
            name='source_reassigned',
            field=models.PositiveSmallIntegerField(help_text="the source system's own counter", null=True),
        ),
    ]
