"""One commitment by its number, as its page writes it: held, compared with what the reader saw, closed by a word."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from steadfast.apps.commitments import holders
from steadfast.apps.commitments.models import Commitment, Words
from steadfast.apps.commitments.operations import closing
from steadfast.apps.commitments.operations.apply import Stale
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.terms import BY_WORD
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event, Subject

ENDS: Mapping[str, Callable[..., None]] = {
    "released": lambda row, words, **by: closing.release(row, evidence=words, **by),
    "withdrawn": lambda row, words, **by: closing.withdraw(row, reason=words, **by),
    "void": lambda row, words, **by: closing.void(row, reason=words, **by),
}


@contextmanager
def held(commitment_id: int, seen: int | None, *, actor: Actor, now: datetime) -> Iterator[Commitment]:
    """Lock a commitment, its subject first; Stale when its version is not the one that was `seen`."""
    subject = Subject.objects.get(commitments=commitment_id)
    with holders.hold(subject, actor=actor, now=now):
        rows = Commitment.objects.select_for_update(of=("self",), no_key=True).select_related(
            "subject", "terms__calendar_version"
        )
        row = rows.get(pk=commitment_id)
        if seen is not None and row.version != seen:
            raise Stale(say("%(row)s was changed meanwhile", row=row))
        yield row


def keep(
    commitment_id: int, *, words: str, done_at: datetime | None = None, seen: int | None, actor: Actor, now: datetime
) -> None:
    """Fulfil it, with the words that prove it. What others owe us may have been done before we write it down."""
    with held(commitment_id, seen, actor=actor, now=now) as row:
        if done_at is not None and (row.direction != "theirs" or done_at > now):
            raise Refused(say("It is kept now; only what others owe us can have been done earlier."))
        if row.terms is not None and row.terms.body["stops"] not in BY_WORD:
            raise Refused(say("An answer or the resolution on %(label)s fulfills this one.", label=row.subject.label))
        event = evidence(row, words, actor=actor, now=now)
        closing.fulfil(row, at=done_at or now, evidence=event, actor=actor, now=now)


def end(commitment_id: int, ending: str, *, words: str, seen: int | None, actor: Actor, now: datetime) -> None:
    """Close it as released, withdrawn or void; `words` are the creditor's, or the reason."""
    with held(commitment_id, seen, actor=actor, now=now) as row:
        ENDS[ending](row, words, actor=actor, now=now)


def evidence(row: Commitment, words: str, *, actor: Actor, now: datetime) -> Event:
    """Record what proves that a commitment was kept."""
    subject = row.subject
    private = {"words": words} if words else {}
    new = events.NewEvent(subject.chain_id, "evidence.recorded", now, subject.pk, {"commitment": row.pk}, None, private)
    event = events.append(new, actor=actor, now=now)
    if words:
        Words.objects.create(event=event, commitment=row, text=words)
    return event
