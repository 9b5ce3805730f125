"""The app "agreements"."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "steadfast.apps.agreements"
    label = "agreements"
