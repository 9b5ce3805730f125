"""The app "api": the interface for programs, and the webhooks that tell them what happened."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "steadfast.apps.api"
    label = "api"

    def ready(self) -> None:
        from steadfast.apps.identity import own_pages

        own_pages.register(_("Tokens for programs"), "api:tokens", "tokens.own")
