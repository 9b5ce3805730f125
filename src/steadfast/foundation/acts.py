"""A form of several acts that its page draws: it reads what was sent, and each act needs some of the fields only."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.foundation.local_moment import LocalMoment

TOO_LONG = {"max_length": _("At most %(limit_value)s characters fit; this has %(show_value)s.")}


class ActForm(forms.Form):
    """`act` names the pressed button. NEEDS: the fields of each act; WANTED: what to say where one of them is empty."""

    NEEDS: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    WANTED: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, data: Mapping[str, Any], *, act: str, now: datetime, zone: str, **options: Any) -> None:
        super().__init__(data, **options)
        needed = self.NEEDS.get(act, ())
        for name, field in self.fields.items():
            field.required = name in needed
            if name in self.WANTED:
                field.error_messages = {**field.error_messages, "required": self.WANTED[name]}
            if isinstance(field, LocalMoment):
                field.at(now, zone)
