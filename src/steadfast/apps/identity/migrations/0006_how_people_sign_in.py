"""How people get in: rules of the practice, providers, and whom a provider has vouched for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0005_the_first_hour"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInProvider",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("issuer", models.CharField(max_length=255, unique=True)),
                ("client_id", models.CharField(max_length=200)),
                ("sealed_secret", models.TextField()),
                (
                    "domains",
                    models.JSONField(default=list, help_text="domains of addresses that it may vouch for; none: any"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignInRules",
            fields=[
                (
                    "practice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sign_in_rules",
                        serialize=False,
                        to="identity.practice",
                    ),
                ),
                (
                    "second_factor",
                    models.CharField(default="nobody", help_text="who must have a second factor", max_length=16),
                ),
                ("passwords", models.BooleanField(default=True, help_text="whether members may sign in by password")),
            ],
            options={
                "verbose_name_plural": "sign-in rules",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("second_factor__in", ("nobody", "leaders", "all"))),
                        name="second_factor_of_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.CharField(max_length=255)),
                ("subject", models.CharField(max_length=255)),
                ("bound_at", models.DateTimeField()),
                ("used_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="provider_subjects",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("issuer", "subject"), name="provider_subject_once"),
                    models.UniqueConstraint(fields=("user", "issuer"), name="provider_subject_one_a_user"),
                ],
            },
        ),
    ]
