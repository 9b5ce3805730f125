"""The app "identity"."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "steadfast.apps.identity"
    label = "identity"
