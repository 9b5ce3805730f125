"""The form of a feed: what its system asks for, when it runs, who hears of it. A kept secret is never shown."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.identity.models import Person
from steadfast.apps.imports import connectors
from steadfast.apps.imports.connectors import Setting, Trouble
from steadfast.apps.imports.kinds import SKIP
from steadfast.apps.imports.mapping import known
from steadfast.apps.imports.models import Feed, SavedMapping
from steadfast.apps.imports.models.feed import FOLDER
from steadfast.apps.imports.operations.feeds import Said
from steadfast.apps.imports.pulling import folder
from steadfast.apps.imports.queries import feeds as queries
from steadfast.foundation import outgoing

MOST = 500

FOLDER_SETTINGS = (
    Setting(
        "folder",
        gettext_lazy("Folder"),
        needed=False,
        help=gettext_lazy("Below “incoming” in the folder of the practice's data. Empty: that one itself."),
        example="desk",
    ),
    Setting(
        "pattern",
        gettext_lazy("Files"),
        needed=False,
        help=gettext_lazy("The newest whose name fits is taken; * is any part of a name."),
        example="tickets-*.csv",
    ),
)


class FeedForm(forms.Form):
    """`connector` is the name of one, or folder. Secrets must be typed again when the address changes."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=64,
        help_text=gettext_lazy("What the system is called here. Its tickets say “… leads” until you do."),
    )
    at = forms.TimeField(
        label=gettext_lazy("Every day at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("On the clock of the practice. Empty: only when you ask."),
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Who hears when it fails"), queryset=Person.objects.none(), empty_label=None
    )

    skip_bad_rows = forms.BooleanField(
        label=gettext_lazy("Leave bad rows out"),
        required=False,
        help_text=gettext_lazy(
            "A row of tickets that cannot be read is left out with its ticket, and named. Else it stops the import."
        ),
    )

    def __init__(self, *args: Any, connector: str, feed: Feed | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.connector, self.feed = connector, feed
        self.settings = _settings(connector)
        self.fields["owner"].queryset = queries.owners()  # type: ignore[attr-defined]
        for one in self.settings:
            self.fields[one.name] = self._field(one)
        if connector == FOLDER:
            self.fields["mapping"] = forms.ChoiceField(label=_("Mapping"), choices=_mappings())
        else:
            self.fields["like"] = forms.ChoiceField(
                label=_("Agreements are like"), required=False, choices=_agreements(), help_text=_(
                    "Theirs are brought in as copies of this one. Without it they are left out."
                )
            )  # fmt: skip
        if feed is not None:
            del self.fields["name"]

    def _field(self, one: Setting) -> forms.Field:
        kept = one.secret and self.feed is not None and bool(self.feed.sealed)
        shown = forms.PasswordInput(attrs={"autocomplete": "off"}) if one.secret else forms.TextInput()
        help_text = one.help or (_("For example %(example)s") % {"example": one.example} if one.example else "")
        if kept:
            help_text = _("One is kept. Leave this empty to keep it.")
        needed = one.needed and not kept
        return forms.CharField(
            label=one.label, required=needed, max_length=MOST, widget=shown, help_text=help_text, strip=not one.secret
        )

    def lines(self) -> Iterator[forms.BoundField]:
        """Yield the fields that the system asks for."""
        more = ("mapping", SKIP) if self.connector == FOLDER else ("like", SKIP)
        for name in (*(one.name for one in self.settings), *more):
            yield self[name]

    def clean_address(self) -> str:
        """Refuse an address that no service has; one that is not there yet may still be kept."""
        address = str(self.cleaned_data["address"]).strip().rstrip("/")
        if address:
            loopback = folder.is_loopback_allowed()
            try:
                outgoing.require_good(address, loopback=loopback)
            except outgoing.NotThere as error:
                raise ValidationError(_("This address cannot be asked: %(why)s.") % {"why": error}) from None
        return address

    def clean_folder(self) -> str:
        """Refuse a folder outside the one where exports land."""
        below = str(self.cleaned_data["folder"]).strip().strip("/")
        try:
            folder.place(below)
        except (Trouble, ValueError, OSError) as error:
            raise ValidationError(str(error)) from None
        return below

    def clean_pattern(self) -> str:
        """Refuse a pattern that leads into other folders."""
        pattern = str(self.cleaned_data["pattern"]).strip()
        if any(part in pattern for part in ("/", "\\", "**")):
            raise ValidationError(_("Give the name of a file, not a way to it."))
        return pattern

    def clean(self) -> dict[str, Any]:
        """Ask for the secrets again where they would be sent to another address."""
        found = super().clean() or {}
        moved = self.feed is not None and found.get("address", "") != self.feed.said.get("address", "")
        for one in self.settings if moved else ():
            if one.secret and not found.get(one.name):
                self.add_error(one.name, _("Type it again: it goes to another address now."))
        return found

    def said(self) -> Said:
        """Return what the feed is to be set up with."""
        secret = {one.name for one in self.settings if one.secret}
        names = [bound.name for bound in self.lines()]
        found = self.cleaned_data
        return Said(
            at=found["at"],
            owner=found["owner"],
            settings={name: _plain(found[name]) for name in names if name not in secret and found[name]},
            secrets={name: found[name] for name in secret} if all(found[name] for name in secret) and secret else {},
        )


def _plain(value: Any) -> str:
    return "yes" if value is True else str(value)


def initial(feed: Feed) -> Mapping[str, Any]:
    """Return what the form shows of a feed: never a secret."""
    return {**feed.said, "at": feed.at, "owner": feed.owner_id}


def told_of(feed: Feed) -> list[tuple[Any, str]]:
    """Return what a feed was set up with, no secret among it, by the labels of its form."""
    labels = {one.name: one.label for one in _settings(feed.connector) if not one.secret}
    told = [(label, feed.said[name]) for name, label in labels.items() if feed.said.get(name)]
    return [*told, (_("Bad rows of tickets"), _("left out"))] if feed.said.get(SKIP) else told


def _settings(connector: str) -> tuple[Setting, ...]:
    """Return what is asked; nothing where the package of a connector is gone."""
    if connector == FOLDER:
        return FOLDER_SETTINGS
    found = {one.name: one.settings for one in connectors.all_connectors()}
    return found.get(connector, ())


def _mappings() -> list[tuple[str, str]]:
    ours = [(f"ours {name}", name) for name in SavedMapping.objects.order_by("name").values_list("name", flat=True)]
    return [*ours, *((f"known {name}", name) for name in known())]


def _agreements() -> list[tuple[str, Any]]:
    offered = Agreement.objects.filter(client=None).order_by("name").values_list("name", flat=True)
    return [("", _("none of ours: leave them out")), *((name, name) for name in offered)]
