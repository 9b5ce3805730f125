"""The app "clients"."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from steadfast.domain.language import known


class ClientsConfig(AppConfig):
    name = "steadfast.apps.clients"
    label = "clients"

    def ready(self) -> None:
        from steadfast.apps.clients import checks
        from steadfast.apps.clients.operations import leaving
        from steadfast.apps.clients.queries import search
        from steadfast.apps.identity import auditing
        from steadfast.foundation import kinds, lists, rail  # reads settings, which are ready from here on

        kinds.register("device", "D", "clients:device")
        lists.register(lists.List("clients", _("Clients"), "clients:list", "clients.view", ("q",), flags=("former",)))
        lists.register(
            lists.List("devices", _("Devices"), "clients:all_devices", "devices.view", ("q",), flags=("retired",))
        )
        checks.register()
        search.register()
        rail.register("Clients", "clients:list", permission="clients.view", order=30)
        leaving.register()
        auditing.shows("clients:show", known("client"), argument="party_id", below="clients/<number:party_id>/")
        auditing.shows("clients:contact", known("person"))
        auditing.shows("clients:device", known("device"), below="devices/<number:number>/")
