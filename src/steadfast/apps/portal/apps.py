"""The app "portal": what a client's people see and do: their tickets, both sides' promises, their answers."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "steadfast.apps.portal"
    label = "portal"
