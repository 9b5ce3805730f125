"""The app "commitments"."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "steadfast.apps.commitments"
    label = "commitments"
