from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('commitments', '0005_indexes_of_the_register')]

    operations = [
        migrations.RemoveIndex(model_name='commitment', name='commitment_by_month'),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['due_month', 'direction', 'client', 'kind', 'priority', 'team', 'closed_as', 'due_at', 'done_at', 'felt_due_at', 'batch'], name='commitment_figures'),
        ),
        migrations.AddIndex(
            model_name='move',
            index=models.Index(fields=['from_month'], name='move_by_month'),
        ),
    ]
