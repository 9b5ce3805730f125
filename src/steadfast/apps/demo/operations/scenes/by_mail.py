"""Mail: a thread with a picture in it, a reply that arrived and one that came back, and two mails to be sorted.

The mails go through the very path that a server's take. Nothing leaves: the box of the demo neither fetches nor sends.
"""

import hashlib
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from steadfast.apps.demo.operations.day import HOUR, MINUTE, Day, member
from steadfast.apps.demo.operations.picture import stripes
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Message
from steadfast.apps.mail import operations as mail
from steadfast.apps.mail.models import Box, Incoming, Sent

HELP, AMARA = "help@harbor.example", "Amara Ruiz <amara@kestrel.example>"
FRONT_DESK, BLUEFIN = "Reception <reception@kestrel.example>", "Bluefin Networks <dispatch@bluefin.example>"
TITLE = "Gray stripes on the X-ray screen"
FIRST = "Since this morning the screen in room 2 shows gray stripes. This is what it looks like:"
THANKS = "The other cable is in. It is better, but at full brightness I still see two of them."
ASKED = "I am at the front desk and Amara is with a patient. May we restart the screen, or do you still look at it?"
FREE = "Two of our engineers are free on Thursday and Friday. Shall we keep them for the move at Marlow Freight?"
FULL = "5.2.2 The mailbox is full"
REPORT = """\
From: Mail Delivery System <mailer-daemon@kestrel.example>
To: help@harbor.example
Subject: Undelivered mail
Date: {at}
Message-ID: <undelivered.{key}@kestrel.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="parts"

--parts
Content-Type: text/plain; charset=utf-8

Your message could not be delivered to {who}.

--parts
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.kestrel.example

Final-Recipient: rfc822; {who}
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 {why}

--parts
Content-Type: text/rfc822-headers

Message-ID: {name}

--parts--
"""


def thread(day: Day) -> None:
    """A client's mails and ours; told once, as a second day would answer in the thread of the first."""
    if Box.objects.exists():
        return
    nora, ines = member("Nora"), member("Ines")
    said = {"name": "Help desk", "address": HELP, "receives": "none", "sends": "smtp", "smtp_host": "127.0.0.1"}
    words = {"greeting": "Hello {{first name}},", "signature": "{{author}}, {{practice}}"}
    box = mail.keep_box(None, said | words, actor=nora, now=day.ago(6 * HOUR))
    first = _came(box, _picture(day.ago(5 * HOUR)), day.ago(5 * HOUR))
    assert first.ticket is not None
    ticket = first.ticket.pk
    desk.take(ticket, actor=ines, now=day.ago(5 * HOUR - 8 * MINUTE))
    asks = "Thank you for the picture: that looks like the cable. Please put in the spare one from the drawer."
    arrived = _reply(ticket, asks, day.ago(5 * HOUR - 20 * MINUTE))
    wrote = f"On {arrived.queued_at:%a, %d %b %Y at %H:%M}, Harbor IT <{HELP}> wrote:"
    thanks = f"{THANKS}\n\nAmara\n\n{wrote}\n> {asks}"
    _came(box, _mail(AMARA, f"Re: {TITLE}", thanks, day.ago(4 * HOUR), arrived.name), day.ago(4 * HOUR))
    plans = "Then it is the screen itself. I bring another one and take this one along."
    lost = _reply(ticket, plans, day.ago(3 * HOUR + 30 * MINUTE))
    _came(box, _bounce(lost, day.ago(3 * HOUR + 20 * MINUTE)), day.ago(3 * HOUR + 20 * MINUTE))
    mail.note_bounce(lost.pk, FULL, now=day.ago(3 * HOUR + 20 * MINUTE))
    _came(box, _mail(FRONT_DESK, f"Re: {TITLE}", ASKED, day.ago(40 * MINUTE), arrived.name), day.ago(40 * MINUTE))
    _came(box, _mail(BLUEFIN, "Thursday and Friday", FREE, day.ago(25 * MINUTE)), day.ago(25 * MINUTE))
    mail.keep_box(box, {"sends": "none"}, actor=nora, now=day.now)


def _came(box: Box, made: EmailMessage | bytes, at: datetime) -> Incoming:
    source = made if isinstance(made, bytes) else made.as_bytes()
    raw = mail.keep(source, box_id=box.pk, came_by="file", key=f"demo:{hashlib.sha256(source).hexdigest()}", now=at)
    return mail.read(raw.pk, now=at)


def _reply(ticket: int, text: str, at: datetime) -> Sent:
    """Reply, with the mail as a server that took it leaves it."""
    desk.reply(ticket, text=text, actor=member("Ines"), now=at)
    message = Message.objects.select_related("event").filter(ticket=ticket, kind="public").latest("pk")
    row = mail.mail_reply(message.event, now=at)
    assert row is not None
    Sent.objects.filter(pk=row.pk).update(state="sent", attempts=1, next_at=None, ended_at=at)
    return row


def _mail(sender: str, subject: str, text: str, at: datetime, answers: str = "") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Date"] = sender, HELP, subject, format_datetime(at)
    made["Message-ID"] = f"<{at:%Y%m%d%H%M%S}@{sender.rpartition('@')[2].strip('>')}>"
    if answers:
        made["In-Reply-To"] = made["References"] = answers
    made.set_content(text)
    return made


def _picture(at: datetime) -> EmailMessage:
    made = _mail(AMARA, TITLE, f"{FIRST}\n\n[stripes.png]\n\nAmara", at)
    made.add_alternative(f'<p>{FIRST}</p><p><img src="cid:stripes"></p><p>Amara</p>', subtype="html")
    page = made.get_payload()[1]  # type: ignore[index]
    page.add_related(stripes(), "image", "png", cid="<stripes>", filename="stripes.png", disposition="inline")  # type: ignore[union-attr]
    return made


def _bounce(lost: Sent, at: datetime) -> bytes:
    """Return the report of a server that a mail did not arrive (RFC 3464)."""
    return REPORT.format(at=format_datetime(at), key=lost.pk, who=lost.to[0], why=FULL, name=lost.name).encode()
