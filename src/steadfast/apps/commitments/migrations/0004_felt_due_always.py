from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('commitments', '0003_felt_due_of_before')]

    operations = [
        migrations.AlterField(
            model_name='commitment',
            name='felt_due_at',
            field=models.DateTimeField(help_text='due_at had no wait paused the clock: as its creditor feels it'),
        ),
    ]
