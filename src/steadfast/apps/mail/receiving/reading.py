"""Read a mailbox once: keep what is new, byte for byte, then say so on the server. In the order in which it came.

A mail is kept and committed before anything is marked; where that fails, reading stops and begins there again. The
first time only what nobody has opened counts as new: years of old mail become no tickets. Should the server number its
mails anew (UIDVALIDITY), what came of late is fetched again, and what is kept already is known by its content.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Box
from steadfast.apps.mail.receiving.mailbox import Open

OF_LATE = timedelta(days=7)
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def read(mailbox: Open, *, clock: Callable[[], datetime], stop: Callable[[], bool] = lambda: False) -> int:
    """Keep what is new; return how many mails that were."""
    box, now = Box.objects.get(pk=mailbox.box.pk), clock()
    known = box.uidvalidity == mailbox.validity
    last = box.last_uid if known else mailbox.next_uid() - 1
    done = 0
    for uid in mailbox.uids(_criteria(box, known, now)):
        if stop():
            return done
        if known and uid <= box.last_uid:  # "n:*" always finds the last mail, were it older
            continue
        done += _keep(mailbox, box, uid, clock())
        last = max(last, uid)
        if known:
            operations.note_read(box, mailbox.validity, last)
        mailbox.mark(uid)
    if not known:  # only now, so that whoever is stopped in between begins again and passes nothing over
        operations.note_read(box, mailbox.validity, last)
    return done


def _criteria(box: Box, known: bool, now: datetime) -> str:
    """Return the search that finds what is new."""
    if known:
        return f"UID {box.last_uid + 1}:*"
    if box.uidvalidity is None:
        return "UNSEEN"
    since = (box.checked_at or now) - OF_LATE
    return f"SINCE {since.day}-{ENGLISH_MONTHS[since.month - 1]}-{since.year}"


def _keep(mailbox: Open, box: Box, uid: int, now: datetime) -> int:
    piece = mailbox.of(uid)
    if piece is None:  # somebody took it away meanwhile
        return 0
    key = f"{mailbox.validity}:{uid}"
    with mailbox.content(piece) as file:
        operations.keep(file, box_id=box.pk, came_by="imap", key=key, came_at=piece.came_at, now=now)
    return 1
