"""The app "reporting": figures that are read from the register and never written."""

from django.apps import AppConfig

from steadfast.foundation import rail


class ReportingConfig(AppConfig):
    name = "steadfast.apps.reporting"
    label = "reporting"

    def ready(self) -> None:
        rail.register("Scorecard", "reporting:scorecard", "scorecard.view", 50)
