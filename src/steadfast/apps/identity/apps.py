"""The app "identity"."""

from django.apps import AppConfig

from steadfast.foundation import rail


class IdentityConfig(AppConfig):
    name = "steadfast.apps.identity"
    label = "identity"

    def ready(self) -> None:
        from steadfast.apps.identity import checks

        checks.register()
        rail.register("People", "identity:people", permission="people.view", order=60)
