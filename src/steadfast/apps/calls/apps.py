"""The app "calls": the phone: who called, what was said, a missed call as a promise to call back."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "steadfast.apps.calls"
    label = "calls"
