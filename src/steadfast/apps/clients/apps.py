"""The app "clients"."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "steadfast.apps.clients"
    label = "clients"
