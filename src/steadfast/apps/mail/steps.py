"""The step of the first hour that mail knows: a box, so that clients can write and be answered."""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.mail.models import Box
from steadfast.foundation import first_steps
from steadfast.foundation.first_steps import Step


def register() -> None:
    first_steps.register(
        Step(
            "mailbox",
            _("Your mailbox"),
            _("Mail of your clients becomes tickets, and replies leave as mail."),
            "mail:new_box",
            "mail.manage",
            35,
            lambda _actor: Box.objects.exists(),
        )
    )
