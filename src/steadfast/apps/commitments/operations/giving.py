"""Give a word: "I promise …" to anybody, or what somebody promised us, in a conversation or about something."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import CalendarVersion
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import holders
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations.promise import Draft, promise
from steadfast.apps.commitments.operations.settle import settle
from steadfast.apps.commitments.queries.parties import Whom
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.stamp import stamp, stamp_promise
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.language import say
from steadfast.foundation import subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN, Subject

CONVERSATION = "conversation"
SHOWN_FOR = timedelta(hours=1)  # so long after it was read back a promise can be confirmed


@dataclass(frozen=True, slots=True)
class Word:
    """What is promised by when. `whom`: to whom, or of theirs by whom; `said_at`: when it was read back to its giver.

    `target_s`: open seconds on the calendar, where that was promised; else the instant `due_at` itself.
    """

    what: str
    whom: Whom
    due_at: datetime
    target_s: int | None
    calendar: CalendarVersion
    said_at: datetime
    theirs: bool = False
    subject_id: int | None = None


def give(word: Word, *, actor: Actor, now: datetime) -> Commitment:
    """Write it. The same word read back once and confirmed twice is written once."""
    refuse_old_reading(word.said_at, now)
    if word.due_at <= now:
        raise Refused(say("That has passed meanwhile; a promise needs a time that lies ahead."))
    about = Subject.objects.filter(pk=word.subject_id).first() if word.subject_id else None
    with holders.hold(about, actor=actor, now=now) if about is not None else transaction.atomic():
        return _given(word, about, actor=actor, now=now)


def refuse_old_reading(said_at: datetime, now: datetime) -> None:
    """Refuse what was not read back within the last hour."""
    if not now - SHOWN_FOR <= said_at <= now:
        raise Refused(say("That was read back too long ago; read it again."))


def _given(word: Word, about: Subject | None, *, actor: Actor, now: datetime) -> Commitment:
    list(Person.objects.select_for_update(no_key=True).filter(pk=actor.person_id or 0))  # two confirmations queue here
    debtor, creditor = (word.whom.party.pk, PRACTICE_ID) if word.theirs else (PRACTICE_ID, word.whom.party.pk)
    same = {"debtor": debtor, "creditor": creditor, "what": word.what, "promised_at": word.said_at}
    before = Commitment.objects.filter(**same, due_at=word.due_at).select_related("subject").first()
    if before is not None:
        return before
    subject = about or _conversation(word)
    client = Client.objects.filter(chain=subject.chain_id).first()
    person = word.whom.person.pk if word.whom.person else None
    draft = _draft(word, debtor, creditor, client.pk if client else None, person, actor)
    return promise(subject, [draft], actor=actor, now=now)[0]


def _conversation(word: Word) -> Subject:
    client = Client.objects.filter(pk=word.whom.party.pk).first()
    return subjects.open_subject(CONVERSATION, word.what, client.chain_id if client else PRACTICE_CHAIN)


def _draft(word: Word, debtor: int, creditor: int, client_id: int | None, person_id: int | None, actor: Actor) -> Draft:
    terms = Terms(kind="promise", target_s=word.target_s, starts="promised", stops="done")
    hours = agreements.hours_of(word.calendar)
    if word.target_s is None:
        stamped = stamp_promise(terms, hours, word.said_at, word.due_at)
    else:
        stamped = stamp(terms, hours, word.said_at)
    return Draft(
        kind="promise",
        what=word.what,
        debtor_id=debtor,
        creditor_id=creditor,
        creditor_person_id=_member(actor) if word.theirs else person_id,
        client_id=client_id,
        owner_id=person_id if word.theirs else actor.person_id,
        terms=settle(terms, word.calendar, None),  # no clause: it was said in a conversation
        promised_at=word.said_at,
        stamp=stamped,
    )


def _member(actor: Actor) -> int | None:
    """Return the member to whom something is promised; a contact who gives a word gives it to the practice."""
    return actor.person_id if actor.client_id is None else None
