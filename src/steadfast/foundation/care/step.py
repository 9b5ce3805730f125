"""The first step that care knows: a backup, so that nothing which was entered can be lost."""

from django.utils.translation import gettext_lazy as _

from steadfast.foundation import first_steps
from steadfast.foundation.care import runs
from steadfast.foundation.first_steps import Step


def register() -> None:
    first_steps.register(
        Step(
            "backup",
            _("A first backup"),
            _("One is made each night; make one now, and name a place on another machine."),
            "care",
            "care.manage",
            70,
            lambda _actor: runs.here().filter(kind="backup", is_good=True).exists(),
        )
    )
