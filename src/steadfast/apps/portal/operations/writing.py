"""The mail that carries a link. It says what it is for, and that it can be left alone."""

from collections.abc import Callable
from datetime import datetime

from django.utils import translation

from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.queries.links import hashed
from steadfast.apps.mail import operations as mail
from steadfast.apps.mail.queries import ways
from steadfast.apps.portal.operations import ways_in
from steadfast.domain.language import say

_later: list[Callable[[str, str, str], None]] = []


def when_asked(call: Callable[[str, str, str], None]) -> None:
    """Register what is called with the address, the place and the language of who asks: it enqueues a job."""
    _later[:] = [call]


def send_later(email: str, place: str, language: str) -> None:
    """Have `send_asked` done by the worker, for known addresses and others alike."""
    for call in _later:
        call(email, place, language)


def can_send() -> bool:
    """Tell whether any mail can leave."""
    return ways.can_send()


def send_asked(email: str, place: str, language: str, *, now: datetime) -> bool:
    """Send a link to the contact of an address, if there is one; tell whether there was.

    `place`: what stands before the token and, from a question mark on, after it; `language`: that of who chose none.
    """
    found = ways_in.ask(email, now=now)
    if found is None:
        return False
    person, token = found
    before, mark, after = place.partition("?")
    _send(person, f"{before}{token}/{mark}{after}", language, invites=False, now=now)
    return True


def send_invitation(person: Person, url: str, language: str, *, now: datetime) -> None:
    """Send the link of an invitation."""
    _send(person, url, language, invites=True, now=now)


def _send(person: Person, url: str, language: str, *, invites: bool, now: datetime) -> None:
    with translation.override(person.language or language):
        practice = str(identity.practice())
        subject = say("Your way into the portal of %(practice)s", practice=practice)
        letter = mail.Letter(to=[person.email], subject=subject, text=_text(person, url, practice, invites=invites))
    mail.send(letter, key=f"portal.link:{hashed(url)}", now=now)


def _text(person: Person, url: str, practice: str, *, invites: bool) -> str:
    if invites:
        return say(
            "Good day %(name)s,\n\n%(practice)s invites you to its portal: what is open between you, your tickets, and"
            " what was agreed. Open this and press the button; it works once, for seven days:\n\n%(url)s\n\n"
            "Later you ask for a new link at the same place, or add a passkey or a password there.",
            name=person.name,
            practice=practice,
            url=url,
        )
    return say(
        "Good day %(name)s,\n\nopen this and press the button to sign in at %(practice)s. It works once, for"
        " 15 minutes:\n\n%(url)s\n\nIf you did not ask for it, leave it alone: nobody came in.",
        name=person.name,
        practice=practice,
        url=url,
    )
