"""The app "clients"."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "steadfast.apps.clients"
    label = "clients"

    def ready(self) -> None:
        from steadfast.apps.clients import checks
        from steadfast.apps.clients.queries import search
        from steadfast.foundation import kinds, rail  # reads settings, which are ready from here on

        kinds.register("device", "D", "clients:device")
        checks.register()
        search.register()
        rail.register("Clients", "clients:list", permission="clients.view", order=30)
