from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    """What was promised before: nothing but waits had moved a due time until now, so it was felt as it was first."""
    apps.get_model("commitments", "Commitment").objects.filter(felt_due_at=None).update(felt_due_at=F("first_due_at"))


class Migration(migrations.Migration):

    dependencies = [('commitments', '0002_changing_hands_and_terms')]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
