"""The app "identity"."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in

from steadfast.foundation import rail


class IdentityConfig(AppConfig):
    name = "steadfast.apps.identity"
    label = "identity"

    def ready(self) -> None:
        from steadfast.apps.identity import arriving, checks, steps

        user_logged_in.connect(arriving.at_the_door, dispatch_uid="identity.arriving")
        checks.register()
        steps.register()
        rail.register("People", "identity:people", permission="people.view", order=60)
