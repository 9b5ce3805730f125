"""The app "agreements"."""

from django.apps import AppConfig

from steadfast.domain.language import known
from steadfast.foundation import kinds


class AgreementsConfig(AppConfig):
    name = "steadfast.apps.agreements"
    label = "agreements"

    def ready(self) -> None:
        from steadfast.apps.agreements import checks, steps
        from steadfast.apps.agreements.queries import search
        from steadfast.apps.identity import auditing
        from steadfast.foundation import rail  # reads settings, which are ready from here on

        kinds.register("agreement", "A", "agreements:show")
        kinds.register("calendar", "CAL", "agreements:calendar")
        rail.register(known("Agreements"), "agreements:list", permission="agreements.view", order=40)
        checks.register()
        search.register()
        steps.register()
        auditing.shows("agreements:show", known("agreement"), below="agreements/<number:number>/")
        auditing.shows("agreements:calendar", known("calendar"), below="calendars/<number:number>/")
