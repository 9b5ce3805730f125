"""The app "api": the interface for programs, and the webhooks that tell them what happened."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "steadfast.apps.api"
    label = "api"
