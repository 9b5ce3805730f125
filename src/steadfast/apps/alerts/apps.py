"""The app "alerts": alerts of monitoring: many become few tickets, and recovery ends them."""

from django.apps import AppConfig

from steadfast.domain.language import known


class AlertsConfig(AppConfig):
    name = "steadfast.apps.alerts"
    label = "alerts"

    def ready(self) -> None:
        from steadfast.apps.alerts import card
        from steadfast.apps.desk import cards
        from steadfast.apps.identity import auditing
        from steadfast.foundation import rail

        rail.register(known("Alerts"), "alerts:list", permission="alerts.view", order=25)
        cards.register(card.draw)
        auditing.shows("alerts:list", known("alerts"), argument="")
