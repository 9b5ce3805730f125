"""Addresses of the app mail, and what stands for the words in their braces."""

from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Message
from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Box
from tests import cast, factories
from tests.apps.access import row as answers
from tests.apps.access.row import Row

DESK = "200 200 200 403 403 403 403 in"
OF_NO_TICKET = "200 200 200 404 404 403 403 in"
AGAIN = "302 302 302 403 403 403 403 in"

ROWS: list[Row] = [
    Row("/mail/boxes/", get=answers.LEADERS),
    Row("/mail/boxes/new/", get=answers.LEADERS, post=answers.LEADERS_422),
    Row("/mail/boxes/{box}/", get=answers.LEADERS),
    Row("/mail/boxes/{box}/edit/", get=answers.LEADERS, post=answers.LEADERS_422),
    Row("/mail/boxes/{box}/try/", post=answers.LEADERS),
    Row("/mail/boxes/{box}/pause/", post=answers.LEADERS_302),
    Row("/mail/boxes/{box}/sign-in/", get="404 404 403 403 403 403 403 in"),
    Row("/mail/sign-in/", get=answers.LEADERS_302),
    Row("/mail/triage/", get=DESK),
    Row("/mail/triage/{mail}/", get=DESK),
    Row("/mail/triage/{mail}/ticket/", post=answers.WORKERS_422),
    Row("/mail/triage/{mail}/add/", post=answers.WORKERS_422),
    Row("/mail/triage/{mail}/not-for-us/", post=AGAIN),
    Row("/mail/triage/{unreadable_mail}/again/", post=AGAIN),
    Row("/mail/came/{mail}/original.eml", get=OF_NO_TICKET),
    Row("/mail/sent/", get=DESK),
    Row("/mail/sent/{sent}/again/", post=AGAIN),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    box = Box.objects.create(
        name="Support", address="support@harbor.example", receives="none", sends="practice", since=factories.LONG_AGO
    )
    ticket = factories.ticket("The scanner is slow")
    ines = factories.actor(factories.member(cast.INES))
    desk.reply(ticket.pk, text="I look at it now.", actor=ines, now=factories.NOW)
    message = Message.objects.get(ticket=ticket, kind="public")
    sent = operations.mail_reply(message.event, now=factories.NOW)
    assert sent is not None
    Box.objects.filter(pk=box.pk).update(sends="none")
    came = [came_by_mail(text) for text in ("From: Somebody <a@elsewhere.example>\n\nHello", "no mail")]
    return {"box": box.pk, "sent": sent.pk, "mail": came[0], "unreadable_mail": came[1]}


def came_by_mail(text: str) -> int:
    """Keep and read a mail of nobody known; return its number."""
    raw = operations.keep(text.encode(), box_id=None, came_by="file", key=text, now=factories.NOW)
    return operations.read(raw.pk, now=factories.NOW).pk
