"""The first step that imports knows: what another system holds already."""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.imports.models import Batch
from steadfast.foundation import first_steps
from steadfast.foundation.first_steps import Step


def register() -> None:
    first_steps.register(
        Step(
            "import",
            _("Bring in what you have"),
            _("Clients, contacts, devices and tickets from a file or from your present system; it can be undone."),
            "imports:new",
            "imports.manage",
            35,
            lambda _actor: Batch.objects.filter(state="shown").exists(),
        )
    )
