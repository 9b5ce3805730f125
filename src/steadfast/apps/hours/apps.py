"""The app "hours": time that people worked on tickets: entries, a timer, the week's sheet."""

from django.apps import AppConfig


class HoursConfig(AppConfig):
    name = "steadfast.apps.hours"
    label = "hours"
