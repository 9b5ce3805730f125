"""The form of a source of alerts. What it asks about the bodies depends on the format."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from steadfast.apps.alerts.models import AlertSource
from steadfast.apps.alerts.operations import Said
from steadfast.apps.clients.models import Client
from steadfast.apps.identity.models import Team
from steadfast.domain.alerts.formats import FORMATS
from steadfast.domain.alerts.notice import SEVERITIES
from steadfast.domain.service_level.priority import URGENCIES

PLAIN = {"autocomplete": "off", "spellcheck": "false"}
MOST = 500  # names of clients that one source maps
ASKED: Mapping[str, Any] = {
    "list": _("Where the list of alerts is"),
    "name": _("Name of the alert"),
    "state": _("State"),
    "fires": _("States that mean it fires"),
    "recovers": _("States that mean it recovered"),
    "fingerprint": _("What names the same alert each time"),
    "severity": _("Level"),
    "host": _("Host"),
    "client": _("Client"),
    "site": _("Site"),
    "summary": _("What happened, in words"),
    "link": _("Address of its page"),
}
SAID = {
    "critical": pgettext_lazy("alert", "Critical"),
    "warning": pgettext_lazy("alert", "Warning"),
    "info": pgettext_lazy("alert", "Info"),
}
PRESET = {"critical": 1, "warning": 2, "info": 3}


class SourceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100, widget=forms.TextInput(attrs=PLAIN))
    client = forms.ModelChoiceField(
        label=_("Whose alerts they are"),
        queryset=Client.objects.none(),
        required=False,
        empty_label=_("what the alert says, or its host"),
        help_text=_("Holds where neither the alert nor its host names a client."),
    )
    clients = forms.CharField(
        label=_("Names that differ"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={**PLAIN, "rows": 4}),
        help_text=_("One a line, as monitoring says it and as you do: kestrel-01 = Kestrel Dental"),
    )
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("the first team")
    )
    window = forms.IntegerField(
        label=_("What follows joins the same ticket for"), min_value=0, max_value=1440, help_text=_("minutes")
    )
    settle = forms.IntegerField(
        label=_("All must be well before it is resolved for"), min_value=0, max_value=1440, help_text=_("minutes")
    )

    def __init__(self, *args: Any, format: str, source: AlertSource | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {**_initial(source), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.filter(retired_at=None).order_by("name")  # type: ignore[attr-defined]
        self.fields["team"].queryset = Team.objects.order_by("name")  # type: ignore[attr-defined]
        for severity in SEVERITIES:
            choices = [(level, say(words)) for level, words in URGENCIES.items()]
            field = forms.TypedChoiceField(label=SAID[severity], choices=choices, coerce=int)
            self.fields[f"urgency_{severity}"] = field
        self.asks = FORMATS[format].asks
        for name, otherwise in self.asks.items():
            widget = forms.TextInput(attrs={**PLAIN, "placeholder": otherwise})
            self.fields[f"at_{name}"] = forms.CharField(
                label=ASKED[name], max_length=200, required=False, widget=widget
            )

    def urgencies(self) -> list[BoundField]:
        """Return the fields of how urgent each severity is."""
        return [self[f"urgency_{severity}"] for severity in SEVERITIES]

    def paths(self) -> list[BoundField]:
        """Return the fields that say where things are."""
        return [self[f"at_{name}"] for name in self.asks]

    def mapping(self) -> dict[str, str]:
        """Return what was said of where things are, of what was typed so far."""
        typed = {name: self.cleaned_data.get(f"at_{name}", "") for name in self.asks}
        return {name: words for name, words in typed.items() if words}

    def clean_clients(self) -> dict[str, int]:
        """Read the lines; each names a client that we serve."""
        found: dict[str, int] = {}
        known = {client.name.lower(): client.pk for client in self.fields["client"].queryset}  # type: ignore[attr-defined]
        lines = [line for line in self.cleaned_data["clients"].splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(say("At most %(most)s lines fit.") % {"most": MOST})
        for line in lines:
            theirs, sign, ours = (part.strip() for part in line.rpartition("="))
            if not sign or not theirs:
                raise ValidationError(say("“%(line)s” needs an = in it.") % {"line": line.strip()[:80]})
            if ours.lower() not in known:
                raise ValidationError(say("No client is called “%(name)s”.") % {"name": ours[:80]})
            found[theirs.lower()] = known[ours.lower()]
        return found

    def said(self) -> Said:
        """Return what the source is to be set up with."""
        found = self.cleaned_data
        return Said(
            name=found["name"],
            mapping=self.mapping(),
            client=found["client"],
            clients=found["clients"],
            team=found["team"],
            urgencies={severity: found[f"urgency_{severity}"] for severity in SEVERITIES},
            window_s=found["window"] * 60,
            settle_s=found["settle"] * 60,
        )


def _initial(source: AlertSource | None) -> dict[str, Any]:
    urgencies = {**PRESET, **(source.urgencies if source else {})}
    found: dict[str, Any] = {f"urgency_{name}": level for name, level in urgencies.items()}
    if source is None:
        return {**found, "window": 5, "settle": 5}
    names = dict(Client.objects.filter(pk__in=source.clients.values()).values_list("pk", "name"))
    return {
        **found,
        **{f"at_{name}": path for name, path in source.mapping.items()},
        "name": source.name,
        "client": source.client_id,
        "clients": "\n".join(_lines(source.clients.items(), names)),
        "team": source.team_id,
        "window": source.window_s // 60,
        "settle": source.settle_s // 60,
    }


def _lines(pairs: Iterable[tuple[str, int]], names: Mapping[int, str]) -> list[str]:
    return [f"{theirs} = {names[key]}" for theirs, key in sorted(pairs) if key in names]
