"""The app "watch": signs that work goes wrong while it can still be mended, on Today and for who leads."""

from django.apps import AppConfig

from steadfast.domain.language import known
from steadfast.foundation import rail


class WatchConfig(AppConfig):
    name = "steadfast.apps.watch"
    label = "watch"

    def ready(self) -> None:
        from steadfast.apps.commitments import nudges
        from steadfast.apps.identity import auditing
        from steadfast.apps.watch.nudges import group

        nudges.register_group(group)
        rail.register(known("Watch"), "watch:index", "watch.lead", 45)
        auditing.shows("watch:at_risk", known("clients at risk"), argument="")
        auditing.shows("watch:index", known("signs"), argument="")
