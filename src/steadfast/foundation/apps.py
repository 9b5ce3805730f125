"""The Django app of the foundation: it teaches addresses numbers, installs guards after migrations, loads tasks."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules

from steadfast.domain.language import known
from steadfast.foundation import addresses, any_case, languages, planning, rail


class FoundationConfig(AppConfig):
    name = "steadfast.foundation"
    label = "foundation"

    def ready(self) -> None:
        addresses.register()
        languages.install()
        any_case.install()
        connection_created.connect(any_case.teach)
        connection_created.connect(planning.keep_plans)
        rail.register(known("Care"), "care", permission="care.view", order=90)
        from steadfast.foundation import installation, triggers  # models can be imported only from here on
        from steadfast.foundation.care import step
        from steadfast.foundation.search import checks, watching

        triggers.register(watching.watchers)
        checks.register()
        step.register()
        pre_migrate.connect(watching.rest, sender=self)
        post_migrate.connect(installation.after_migrate, sender=self)
        # Subscribers and schedules live in each app's tasks.py; a web process needs them too, to fill the outbox.
        autodiscover_modules("tasks")
