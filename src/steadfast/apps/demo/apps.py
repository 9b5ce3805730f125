"""The app "demo": Harbor IT, a practice to look around in. Its past is a real incident log, its people are the cast."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "steadfast.apps.demo"
    label = "demo"
