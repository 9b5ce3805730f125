"""The form of a box: what every box has, how its mail comes, how it leaves, in which words."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.identity.models import Team
from steadfast.apps.mail.models import Box
from steadfast.apps.mail.sending import hosts, transport, wording
from steadfast.apps.mail.signing_in import providers

RECEIVES = [
    ("imap", gettext_lazy("from a mailbox, by IMAP")),
    ("lmtp", gettext_lazy("from a mail server on this machine, by LMTP")),
    ("none", gettext_lazy("not at all")),
]
SIGN_INS = [
    ("password", gettext_lazy("by a password")),
    ("microsoft", gettext_lazy("at Microsoft 365")),
    ("google", gettext_lazy("at Google")),
]
SENDS = [
    ("smtp", gettext_lazy("by this server")),
    ("practice", gettext_lazy("by the server of the settings")),
    ("none", gettext_lazy("not at all: replies are only shown")),
]
SECURITIES = [
    ("tls", gettext_lazy("TLS from the start")),
    ("starttls", gettext_lazy("STARTTLS")),
    ("plain", gettext_lazy("none: this machine alone")),
]
AFTERWARDS = [
    ("seen", gettext_lazy("is marked as read there")),
    ("move", gettext_lazy("is moved to another folder there")),
]
KEPT = gettext_lazy("One is kept. Leave this empty to keep it.")


class BoxForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """`box` is the one that is changed, None for a new one."""

    receives = forms.ChoiceField(label=gettext_lazy("Mail comes"), choices=RECEIVES)
    sign_in = forms.ChoiceField(label=gettext_lazy("Signs in"), choices=SIGN_INS)
    sends = forms.ChoiceField(label=gettext_lazy("Mail leaves"), choices=SENDS)
    imap_security = forms.ChoiceField(label=gettext_lazy("Encryption"), choices=SECURITIES)
    smtp_security = forms.ChoiceField(label=gettext_lazy("Encryption"), choices=SECURITIES)
    afterwards = forms.ChoiceField(label=gettext_lazy("What is kept here"), choices=AFTERWARDS)
    imap_port = forms.IntegerField(label=gettext_lazy("Port"), min_value=1, max_value=65_535, required=False)
    smtp_port = forms.IntegerField(label=gettext_lazy("Port"), min_value=1, max_value=65_535, required=False)
    imap_password = forms.CharField(
        label=gettext_lazy("Password"), required=False, strip=False, max_length=500, widget=forms.PasswordInput
    )
    smtp_password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput,
        help_text=gettext_lazy("Without a user and a password, those of the mailbox are used."),
    )
    team = forms.ModelChoiceField(
        label=gettext_lazy("Team"),
        queryset=Team.objects.order_by("name"),
        required=False,
        empty_label=gettext_lazy("the first one"),
        help_text=gettext_lazy("Who answers what comes here."),
    )

    class Meta:
        model = Box
        fields = (
            "name", "address", "team", "receives", "sign_in", "imap_host", "imap_port", "imap_security", "imap_user",
            "folder", "afterwards", "moves_to", "proves", "sends", "smtp_host", "smtp_port", "smtp_security",
            "smtp_user", "from_name", "subject", "greeting", "signature", "quotes", "acknowledges", "acknowledgement",
        )  # fmt: skip
        labels = {
            "name": gettext_lazy("Name"),
            "address": gettext_lazy("Address"),
            "imap_host": gettext_lazy("Server"),
            "imap_user": gettext_lazy("User"),
            "folder": gettext_lazy("Folder"),
            "moves_to": gettext_lazy("Moved to"),
            "proves": gettext_lazy("Server that proves senders"),
            "smtp_host": gettext_lazy("Server"),
            "smtp_user": gettext_lazy("User"),
            "from_name": gettext_lazy("Name of the sender"),
            "subject": gettext_lazy("Subject"),
            "greeting": gettext_lazy("Greeting"),
            "signature": gettext_lazy("Signature"),
            "quotes": gettext_lazy("Repeat what a reply answers"),
            "acknowledges": gettext_lazy("Tell at once who opens a ticket by mail that it came"),
            "acknowledgement": gettext_lazy("Words of that"),
        }
        help_texts = {
            "name": gettext_lazy("Support, Projects …"),
            "imap_user": gettext_lazy("Empty: the address."),
            "folder": "",
            "from_name": gettext_lazy("Empty: the practice’s name."),
            "subject": "",
            "greeting": gettext_lazy("For example: Hello {{first name}},"),
            "quotes": "",
            "acknowledges": gettext_lazy("It is no answer: the first response stays owed."),
            "acknowledgement": gettext_lazy("Empty: our own words, with the time that the agreement promises."),
            "moves_to": "",
            "proves": gettext_lazy(
                "Its name in Authentication-Results of mail that comes, such as mx.example.com. Empty: any is heard."
            ),
        }

    def __init__(self, data: Any = None, *, box: Box | None = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, instance=box, initial=initial)
        self.box = box
        for name in ("signature", "acknowledgement"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 4})
        for name in ("imap_host", "smtp_host"):  # needed where that way is chosen
            self.fields[name].none_has_words = True  # type: ignore[attr-defined]
        for name, sealed in (("imap_password", "imap_sealed"), ("smtp_password", "smtp_sealed")):
            self.fields[name].widget.attrs["autocomplete"] = "new-password"
            if box is not None and getattr(box, sealed):
                self.fields[name].help_text = KEPT

    def clean_address(self) -> str:
        """Keep an address in small letters; two boxes never share one."""
        address = str(self.cleaned_data["address"]).strip().lower()
        others = Box.objects.exclude(pk=self.box.pk) if self.box else Box.objects.all()
        if others.filter(address__iexact=address).exists():
            raise ValidationError(_("Another box has this address."))
        return address

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        self._servers(found)
        if found.get("receives") == "imap":
            self._server(found, "imap", 993)
        if found.get("sends") == "smtp":
            self._server(found, "smtp", 587)
        if found.get("sends") == "practice" and not transport.has_default():
            self.add_error("sends", _("The settings name no server: STEADFAST_SMTP."))
        self._moved(found)
        for name in ("subject", "greeting", "signature", "acknowledgement"):
            if wrong := wording.unknown(str(found.get(name, ""))):
                self.add_error(name, _("%(what)s is no variable.") % {"what": ", ".join(wrong)})
        return found

    def _servers(self, found: dict[str, Any]) -> None:
        """Fill in the servers of a provider, and refuse one at which we have no client."""
        key = found.get("sign_in", "password")
        if key == "password":
            return
        for name, host in providers.SERVERS[key].items():
            found[name] = found.get(name) or host
        if not providers.of(key).is_set_up:
            self.add_error("sign_in", _("The settings name no client of ours at %(name)s.") % {
                "name": providers.NAMES[key]
            })  # fmt: skip

    def _server(self, found: dict[str, Any], way: str, port: int) -> None:
        host = str(found.get(f"{way}_host", "")).strip().lower()
        found[f"{way}_host"], found[f"{way}_port"] = host, found.get(f"{way}_port") or port
        if not host:
            self.add_error(f"{way}_host", _("Which server is it?"))
        elif found.get(f"{way}_security") == "plain" and not hosts.is_here(host):
            self.add_error(f"{way}_security", _("Only a server on this machine may be asked without encryption."))

    def _moved(self, found: dict[str, Any]) -> None:
        """Ask for a password again where it would be sent to another server; the mailbox’s may serve both ways."""
        if self.box is None:
            return
        before = Box.objects.get(pk=self.box.pk)
        for way in ("imap", "smtp"):
            moved = found.get(f"{way}_host", "") != getattr(before, f"{way}_host")
            if moved and getattr(before, f"{way}_sealed") and not found.get(f"{way}_password"):
                self.add_error(f"{way}_password", _("Type it again: it goes to another server now."))
        if before.imap_sealed and not found.get("imap_password") and self._lends_to_another(before, found):
            self.add_error("imap_password", _("Type it again: it goes to another server now."))

    def _lends_to_another(self, before: Box, found: Mapping[str, Any]) -> bool:
        """Tell whether the password of the mailbox would go to a server of leaving mail that has not had it so far."""
        lends = found.get("sends") == "smtp" and found.get("sign_in") == "password" and not found.get("smtp_user")
        lent = before.sends == "smtp" and before.sign_in == "password" and not before.smtp_user
        return lends and found.get("smtp_host") not in {before.imap_host, before.smtp_host if lent else ""}

    def values(self) -> dict[str, Any]:
        """Return what the box is to be set up with."""
        found = dict(self.cleaned_data)
        for name, usual in (("imap_port", 993), ("smtp_port", 587)):
            found[name] = found.get(name) or usual
        found["folder"] = found.get("folder") or "INBOX"
        return found
