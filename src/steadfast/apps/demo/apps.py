"""The app "demo"."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "steadfast.apps.demo"
    label = "demo"
