"""A link into the portal that comes back to the desk opens nothing any more: many read there what a contact got."""

import base64
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from unittest import mock
from urllib.parse import quote

import pytest

from steadfast.apps.identity.models import Person
from steadfast.apps.mail.models import Incoming
from steadfast.apps.portal import operations
from steadfast.apps.portal.models import SignInLink
from steadfast.foundation.actor import SYSTEM
from tests import factories
from tests.apps.mail.letters import came, mail
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def invited() -> tuple[Person, str]:
    """Invite a contact and return them with the letter that they got."""
    amara = factories.contact()
    token = operations.invite(factories.client(), amara, own_only=False, actor=SYSTEM, now=NOW)
    return amara, f"You are invited.\n\nhttps://desk.harbor.example/portal/enter/{token}/\n"


def quoted(letter: str) -> EmailMessage:
    return mail("What is this?\n\n" + "".join(f"> {line}\n" for line in letter.splitlines()))


def wrapped(letter: str) -> EmailMessage:
    at = letter.index("/portal/enter/") + 30
    return mail(f"> {letter[:at]}\n> {letter[at:]}")


def guarded(letter: str) -> EmailMessage:
    """Return it as a program passes it on that leads every link over its own server."""
    address = quote(letter.split()[-1], safe="")
    return mail(f"What is this?\n\nhttps://eur01.safelinks.protection.outlook.com/?url={address}&data=05\n")


def attached(letter: str) -> EmailMessage:
    made, inner = mail("Is this real?"), mail(letter)
    made.add_attachment(inner)
    return made


def as_page(letter: str) -> EmailMessage:
    made = mail()
    made.set_content(f"<p>{letter}</p>", subtype="html", cte="base64")
    return made


def bounced(letter: str) -> bytes:
    sent = base64.encodebytes(letter.encode()).decode()
    return (
        "From: MAILER-DAEMON@kestrel.example\nSubject: Undelivered\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\nContent-Type: text/plain\n\nNo such user.\n"
        "--B\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; amara@kestrel.example\nAction: failed\n"
        "\n--B\nContent-Type: message/rfc822\n\nSubject: Your way in\nContent-Transfer-Encoding: base64\n\n"
        f"{sent}\n--B--\n"
    ).encode()


def broken(letter: str) -> bytes:
    return b"no mail at all\n" + letter.encode()


@pytest.mark.parametrize("way", [quoted, wrapped, guarded, attached, as_page, bounced, broken])
def test_a_way_in_that_came_back_by_mail_is_dead(way: Callable[[str], EmailMessage | bytes]) -> None:
    amara, letter = invited()
    token = letter.split("/enter/")[1].split("/")[0]
    came(way(letter))
    assert Incoming.objects.count() == 1
    assert not SignInLink.objects.filter(person=amara, used_at=None).exists()
    with pytest.raises(operations.DeadLink):
        operations.enter(token, now=NOW + timedelta(minutes=1))


def test_who_lost_one_asks_for_another() -> None:
    amara, letter = invited()
    came(quoted(letter))
    with mock.patch("steadfast.apps.mail.queries.ways.can_send", return_value=True):
        operations.send_asked(amara.email, "https://desk.harbor.example", "en", now=NOW)
    assert SignInLink.objects.filter(person=amara, used_at=None).count() == 1


def test_other_mail_ends_nothing() -> None:
    amara, letter = invited()
    came(mail(letter[: letter.index("/enter/") + 20]))
    came(mail("https://desk.harbor.example/portal/enter/" + "x" * 43))
    assert SignInLink.objects.filter(person=amara, used_at=None).count() == 1
