"""The app "mail": mail in and out: boxes, the store of raw messages, reading, threading, triage, sending."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "steadfast.apps.mail"
    label = "mail"

    def ready(self) -> None:
        from steadfast.apps.mail import checks

        checks.register()
