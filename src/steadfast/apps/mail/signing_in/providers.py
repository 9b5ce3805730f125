"""The two providers whose mailboxes take no password: their addresses, and the client that the practice registered."""

from dataclasses import dataclass

from django.conf import settings

NAMES = {"microsoft": "Microsoft 365", "google": "Google"}
SERVERS = {  # what a provider's mailboxes are read and left by
    "microsoft": {"imap_host": "outlook.office365.com", "smtp_host": "smtp.office365.com"},
    "google": {"imap_host": "imap.gmail.com", "smtp_host": "smtp.gmail.com"},
}


@dataclass(frozen=True, slots=True)
class Provider:
    """`authorize` and `token` are addresses; `scope` what is asked for; `more` goes with the first question."""

    key: str
    authorize: str
    token: str
    scope: str
    client_id: str
    secret: str
    more: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return NAMES[self.key]

    @property
    def is_set_up(self) -> bool:
        return bool(self.client_id)


def of(key: str) -> Provider:
    """Return a provider as the settings have it; LookupError for another name."""
    return Provider(key=key, **settings.MAIL_PROVIDERS[key])
