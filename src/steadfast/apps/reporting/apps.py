"""The app "reporting": figures that are read from the register, and those of closed months that are frozen."""

from django.apps import AppConfig
from django.db.models.signals import pre_migrate

from steadfast.domain.language import known
from steadfast.foundation import lists, rail, triggers


class ReportingConfig(AppConfig):
    name = "steadfast.apps.reporting"
    label = "reporting"

    def ready(self) -> None:
        from steadfast.apps.identity import auditing

        rail.register(known("Scorecard"), "reporting:scorecard", "scorecard.view", 50)
        from steadfast.apps.imports import front
        from steadfast.apps.reporting import checks
        from steadfast.apps.reporting.operations import watching  # models can be imported only from here on
        from steadfast.apps.reporting.queries import selection
        from steadfast.apps.reporting.views import imports

        lists.register(
            lists.List(
                "scorecard",
                known("Scorecard"),
                "reporting:scorecard",
                "scorecard.view",
                selection.NAMES,
                selection.refuses,
            )
        )
        front.show_with("tickets", imports.show)
        triggers.register(watching.watchers)
        pre_migrate.connect(watching.rest, sender=self)
        checks.register()
        auditing.shows("reporting:scorecard", known("scorecard"), argument="")
        auditing.shows("reporting:rows", known("figures"), argument="")
        auditing.shows("reporting:breaches", known("breaches"), argument="")
        auditing.shows("reporting:hand_overs", known("hand-overs"), argument="")
