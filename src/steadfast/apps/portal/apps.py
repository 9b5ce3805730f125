"""The app "portal": what a client's people see and do: their tickets, both sides' promises, their answers."""

from django.apps import AppConfig

from steadfast.domain.language import known


class PortalConfig(AppConfig):
    name = "steadfast.apps.portal"
    label = "portal"

    def ready(self) -> None:
        from steadfast.apps.identity import auditing
        from steadfast.foundation import rail

        rail.register(known("Home"), "portal:home", "portal.use", 10, of_contacts=True)
        rail.register(known("Our tickets"), "portal:tickets", "portal.use", 20, of_contacts=True)
        rail.register(known("What is agreed"), "portal:agreements", "portal.use", 30, of_contacts=True)
        auditing.shows("portal:ticket", known("ticket"), below="portal/tickets/<number:number>/")
        auditing.shows("portal:home", known("portal"), argument="")
