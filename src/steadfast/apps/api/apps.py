"""The app "api": the interface for programs, and the webhooks that tell them what happened."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "steadfast.apps.api"
    label = "api"

    def ready(self) -> None:
        from steadfast.apps.api.queries import hooks
        from steadfast.apps.commitments import nudges
        from steadfast.apps.identity import own_pages

        own_pages.register(_("Tokens for programs"), "api:tokens", "tokens.own")
        own_pages.register(_("Webhooks"), "api:hooks", "hooks.manage")
        nudges.register(hooks.nudges)
