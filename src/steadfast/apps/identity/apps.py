"""The app "identity"."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in

from steadfast.foundation import rail


class IdentityConfig(AppConfig):
    name = "steadfast.apps.identity"
    label = "identity"

    def ready(self) -> None:
        from steadfast.apps.identity import arriving, auditing, checks, role_checks, sign_in_checks, steps, wall
        from steadfast.apps.identity.operations import leaving_groups
        from steadfast.apps.identity.proof import recently_proved
        from steadfast.foundation.care import proof

        user_logged_in.connect(arriving.at_the_door, dispatch_uid="identity.arriving")
        auditing.register()
        leaving_groups.register()
        checks.register()
        sign_in_checks.register()
        role_checks.register()
        steps.register()
        wall.register()
        proof.register(recently_proved)
        rail.register("People", "identity:people", permission="people.view", order=60)
