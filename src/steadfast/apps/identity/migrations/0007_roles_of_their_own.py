"""Roles of the practice's own, beside the built-in ones."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models
from django.db.models import Q

KNOWN = ("owner", "service manager", "technician", "sales", "bookkeeper", "contact")


class Migration(migrations.Migration):
    dependencies = [("identity", "0006_how_people_sign_in")]

    operations = [
        migrations.CreateModel(
            name="OwnRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("permissions", models.TextField()),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        condition=Q(("retired_at", None)),
                        name="own_role_named_once",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint("roleheld", "role_held_once"),
        migrations.RemoveConstraint("roleheld", "role_known"),
        migrations.AlterField("roleheld", "role", models.CharField(blank=True, max_length=32)),
        migrations.AddField(
            "roleheld",
            "own",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="held", to="identity.ownrole"
            ),
        ),
        migrations.AddConstraint(
            "roleheld",
            models.UniqueConstraint(condition=Q(("own", None)), fields=("person", "role"), name="role_held_once"),
        ),
        migrations.AddConstraint(
            "roleheld", models.UniqueConstraint(fields=("person", "own"), name="own_role_held_once")
        ),
        migrations.AddConstraint(
            "roleheld",
            models.CheckConstraint(
                condition=Q(("own", None), ("role__in", KNOWN)) | Q(("own__isnull", False), ("role", "")),
                name="role_known",
            ),
        ),
    ]
