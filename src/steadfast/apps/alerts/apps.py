"""The app "alerts": alerts of monitoring: many become few tickets, and recovery ends them."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "steadfast.apps.alerts"
    label = "alerts"
