"""Read a mail that is kept and do what it asks for, once. What became of it is one row, whatever it was.

Parsing goes before the transaction; the mail, the ticket and the row are written together or not at all.
"""

import hashlib
import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction

from steadfast.apps.desk import operations as desk
from steadfast.apps.mail.models import Incoming, Raw
from steadfast.apps.mail.operations import bouncing, entering
from steadfast.apps.mail.operations.arriving import arrived
from steadfast.apps.mail.operations.mail_seen import MAIL, Seen, row_of, worded
from steadfast.apps.mail.operations.overheard import end_ways_in
from steadfast.apps.mail.queries import before, senders, threads
from steadfast.apps.mail.reading import Letter, Unreadable, read_letter
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import known
from steadfast.domain.mail import kinds, message_id, pacing, placing
from steadfast.domain.mail.placing import Placed, Sender
from steadfast.foundation.files import store

log = logging.getLogger(__name__)
TOO_LARGE = known("It is larger than what is read.")
MISSING = known("Its bytes are missing in the folder of the practice.")
STUMBLED = known("The program could not make sense of it; its log says where.")
AGAIN = known("The same mail came before.")
TOO_MANY = known("This sender wrote too often within an hour. Let it in if it is wanted.")


def read(raw_id: int, *, now: datetime, uncapped: bool = False) -> Incoming:
    """Read a mail and return what became of it; one that was read before is returned as it is.

    `uncapped`: somebody let it in, or handed it over as a file, so its sender's pace does not matter.
    """
    raw = before.raw(raw_id)
    done = before.became(raw_id)
    if done is not None:
        return done
    try:
        source = _source(raw)
        end_ways_in(source, now=now)
        letter = _letter(raw, source)
    except Unreadable as reason:
        return _unreadable(raw, str(reason), now)
    with arrived(letter.files) as files, transaction.atomic():
        before.lock(raw_id)
        return before.became(raw_id) or _settle(seen_of(raw, letter, files, now=now), uncapped or raw.came_by == "file")


@transaction.atomic
def replay(raw_id: int, *, now: datetime, uncapped: bool = False) -> Incoming:
    """Read again what waits for somebody or could not be read; what led somewhere stays as it is."""
    row = Incoming.objects.select_for_update(of=("self",), no_key=True).filter(raw_id=raw_id).first()
    if row is not None and row.is_held:
        row.delete()
    return read(raw_id, now=now, uncapped=uncapped)


def seen_of(raw: Raw, letter: Letter, files: list[store.Arrived], *, now: datetime) -> Seen:
    """Return a mail with what can be told of it without placing it."""
    text, folded = worded(letter)
    name = message_id.digest(message_id.own(letter.header))
    facts = kinds.Facts(
        header=letter.header,
        sender=letter.sender,
        report=letter.report,
        failed=bool(letter.failures),
        begins=letter.text[:2_000],
        ours_by_name=before.is_ours(name),
        ours_by_box=senders.is_box(letter.sender),
        secret=settings.SECRET_KEY,
    )
    says = hashlib.sha256(letter.text.encode()).hexdigest()
    return Seen(raw, letter, kinds.judge(facts), files, text, folded, says, now)


def read_again(raw: Raw) -> Letter:
    """Return what a mail says, for who decides about it; raise Unreadable."""
    return _letter(raw, _source(raw))


def _letter(raw: Raw, source: bytes) -> Letter:
    """Return what a mail says. A mistake of ours makes it unreadable, so that somebody sees that it is there."""
    try:
        return read_letter(source)
    except Unreadable:
        raise
    except Exception as mistake:
        log.exception("mail %s could not be read", raw.pk)
        raise Unreadable(STUMBLED) from mistake


def _source(raw: Raw) -> bytes:
    if raw.size > settings.MAIL_LARGEST:
        raise Unreadable(TOO_LARGE)
    try:
        with store.read(raw.digest) as file:
            return file.read()
    except FileNotFoundError as missing:
        raise Unreadable(MISSING) from missing


@transaction.atomic
def _unreadable(raw: Raw, why: str, now: datetime) -> Incoming:
    before.lock(raw.pk)
    said = {"outcome": "unreadable", "why": why, "came_at": raw.came_at, "read_at": now}
    return Incoming.objects.get_or_create(raw=raw, defaults=said)[0]


def _settle(seen: Seen, uncapped: bool) -> Incoming:
    if seen.kind.name == "loop":
        return row_of(seen, "loop", seen.kind.why)
    same = _same(seen)
    if same is not None:
        return row_of(seen, "duplicate", AGAIN, ticket_id=same.ticket_id)
    if seen.kind.name == "bounce":
        return bouncing.record(seen)
    box = seen.raw.box
    sender = senders.sender(seen.letter.sender, seen.letter.header, trusted=box.proves if box else "")
    found = _placed(seen, sender)
    if seen.kind.name == "auto-reply":
        return _automatic(seen, found)
    if seen.kind.name == "machine":
        return _held(seen, "triage", seen.kind.why, found)
    if not uncapped and _is_over(seen):
        return _held(seen, "capped", TOO_MANY, found)
    return _enter(seen, found) if found.how != "triage" else _held(seen, "triage", found.why, found)


def _placed(seen: Seen, sender: Sender) -> Placed:
    answered, token = threads.answered(seen.letter), threads.by_token(seen.letter.recipients)
    if answered or token:  # they go before what a subject tells
        return placing.place(sender, answered=answered, token=token)
    return placing.place(sender, subject=threads.by_subject(seen.letter.subject, sender, now=seen.now))


def _same(seen: Seen) -> Incoming | None:
    """Return the same mail that came another way: by its name, its sender and its words."""
    return before.same(named=seen.name, says=seen.says, sender=seen.letter.sender) if seen.name else None


def _is_over(seen: Seen) -> bool:
    since = seen.raw.came_at - pacing.WINDOW
    rows = Incoming.objects.filter(sender=seen.letter.sender, came_at__gt=since, came_at__lte=seen.raw.came_at)
    return pacing.is_over(rows.count(), settings.MAIL_PER_SENDER)


def _held(seen: Seen, outcome: str, why: str, found: Placed) -> Incoming:
    proposed = {"proposed_ticket_id": found.ticket, "proposed_client_id": found.client, "person_id": found.person}
    return row_of(seen, outcome, why, **proposed)


def _automatic(seen: Seen, found: Placed) -> Incoming:
    """Write it down; on the ticket that it answers a note inside tells of it, so that nobody waits in vain."""
    if found.how == "reply" and found.ticket is not None:
        try:
            with transaction.atomic():
                text = f"{entering.named(seen)}\n\n{seen.text}".strip()
                desk.note(threads.where_it_goes_on(found.ticket).pk, text=text, actor=MAIL, now=seen.now)
        except Refused:
            pass  # the ticket is led by another system; the mail is kept all the same
    return row_of(seen, "auto-reply", seen.kind.why, ticket_id=found.ticket if found.how == "reply" else None)


def _enter(seen: Seen, found: Placed) -> Incoming:
    try:
        with transaction.atomic():
            return _entered(seen, found)
    except Refused:
        return _held(seen, "triage", placing.UNSAID, found)


def _entered(seen: Seen, found: Placed) -> Incoming:
    if found.how == "reply":
        assert found.ticket is not None
        entered = entering.reply(seen, ticket_id=found.ticket, person_id=found.person, actor=MAIL)
    else:
        assert found.client is not None
        entered = entering.open_ticket(seen, client_id=found.client, person_id=found.person, actor=MAIL)
    return row_of(
        seen, entered.outcome, found.why, ticket=entered.ticket, message=entered.message, person_id=found.person
    )
