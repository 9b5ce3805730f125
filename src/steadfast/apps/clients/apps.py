"""The app "clients"."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "steadfast.apps.clients"
    label = "clients"

    def ready(self) -> None:
        from steadfast.foundation import rail  # reads settings, which are ready from here on

        rail.register("Clients", "clients:list", permission="clients.view", order=30)
