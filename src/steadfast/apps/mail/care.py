"""What mail tells who keeps the server: boxes that cannot be read, mail that waits to leave or to be sorted."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse

from steadfast.apps.mail.models import Sent
from steadfast.apps.mail.queries import boxes, incoming
from steadfast.domain.language import known, say
from steadfast.foundation.actor import Actor
from steadfast.foundation.care import told
from steadfast.foundation.care.told import Figure, Wrong

ADVICE = {  # by the step that failed (receiving/connecting.py)
    "name": known("Look whether the name of its server is right and known here."),
    "port": known("Look whether its server runs, and lets this machine in on that port."),
    "tls": known("Look at the certificate of its server, and at how the connection is secured."),
    "sign-in": known("Type its password again, or sign in at its provider again."),
    "folder": known("Look whether its folder is still there."),
}
ELSE = known("Try it on its page: that names the step that fails.")


def register() -> None:
    """Tell /metrics and the page "Care"."""
    told.register(figures, wrong)


def figures(now: datetime) -> Iterator[Figure]:
    """Yield what a collector counts; 0 seconds where nothing waits."""
    down = boxes.in_trouble().aggregate(n=Count("pk"), since=Min("trouble_since"))
    queued = Sent.objects.filter(state="queued").aggregate(n=Count("pk"), since=Min("queued_at"))
    yield "mail_boxes_down", "Boxes whose mail cannot be read.", down["n"]
    yield "mail_boxes_down_seconds", "Since when the first of them.", _age(down["since"], now)
    yield "mail_queued", "Mails that wait to leave.", queued["n"]
    yield "mail_queued_seconds", "How long the oldest of them waits.", _age(queued["since"], now)
    yield "mail_to_sort", "Mails that wait for somebody to sort them.", incoming.counted().count()


def wrong(reader: Actor, now: datetime) -> Iterator[Wrong]:
    """Yield the boxes that cannot be read."""
    for box in boxes.in_trouble():
        assert box.trouble_since is not None
        url = reverse("mail:box", args=[box.pk]) if reader.may("mail.manage") else ""
        what = say("The mail of %(box)s cannot be read", box=box.name)
        advice = say(ADVICE.get(box.trouble.partition(":")[0], ELSE))
        yield Wrong(what, box.trouble_since, box.trouble, advice, url)


def _age(since: datetime | None, now: datetime) -> float:
    return (now - since).total_seconds() if since else 0
