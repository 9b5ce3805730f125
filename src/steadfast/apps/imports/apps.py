"""The app "imports"."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "steadfast.apps.imports"
    label = "imports"
