"""Everything of one commitment, for its own page: terms and where they come from, what hangs on it, and its history."""

from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.agreements import words as agreement_words
from steadfast.apps.commitments import holders
from steadfast.apps.commitments.models import Commitment, HandOver, Move, Proposal, Reclassification, Wait
from steadfast.apps.commitments.queries import history, proposals, register
from steadfast.apps.commitments.queries.explained import Deadline, deadline
from steadfast.apps.commitments.queries.history import Entry
from steadfast.domain import language
from steadfast.domain.commitment import durations
from steadfast.domain.language import known, say
from steadfast.foundation.actor import Actor

WITH = (
    "subject", "debtor", "creditor", "creditor_person", "owner", "client", "team", "behind__subject",
    "answers__subject", "terms__calendar_version__calendar__subject", "terms__agreement_version__agreement__subject",
)  # fmt: skip
LIMIT = 50  # rows of a kind; nobody reads more on one page


@dataclass(frozen=True, slots=True)
class Story:
    """One commitment with all that belongs to it, as its reader may see it. `promised`: its terms in words."""

    row: Commitment
    deadline: Deadline | None
    promised: list[str]
    supports: list[Commitment]
    moves: list[Move]
    reclassified: list[Reclassification]
    hand_overs: list[HandOver]
    waits: list[Wait]
    proposals: list[Proposal]
    history: list[Entry]
    open_proposal: Proposal | None


def find(commitment_id: int, actor: Actor) -> Commitment | None:
    """Return a commitment that the reader may see, with all that its page names."""
    return register.visible_to(actor).select_related(*WITH).filter(pk=commitment_id).first()


def story(row: Commitment, actor: Actor, *, now: datetime) -> Story:
    """Return the story of a commitment. A contact reads what was agreed with them, not who had it or what we noted.

    What we wait for on a ticket is told to who sees that ticket: a promise about it may be owed to a colleague.
    """
    inside = actor.client_id is None
    sees = inside or holders.sees(row.subject, actor)
    waits = list(Wait.objects.filter(subject_id=row.subject_id).select_related("on_person").order_by("since", "id"))
    asked = proposals.about(row, actor)
    return Story(
        row=row,
        deadline=None if row.terms is None else deadline(row, waits, now=now, zone=actor.zone),
        promised=promised(row),
        supports=list(register.visible_to(actor).filter(behind=row).select_related("subject", "creditor")[:LIMIT]),
        moves=_moves(row),
        reclassified=list(row.reclassifications.order_by("at", "id")[:LIMIT]),
        hand_overs=_hand_overs(row) if inside else [],
        waits=[wait for wait in waits if wait.reason != "resolved"] if sees else [],
        proposals=asked,
        history=history.told(row, asked, inside=inside),
        open_proposal=next((p for p in asked if not p.answer and p.expires_at >= now and row.closed_at is None), None),
    )


def promised(row: Commitment) -> list[str]:
    """Return the terms in words: how long, what pauses it, what ends it."""
    if row.terms is None:
        return []
    body = row.terms.body
    words = [say("For an instant: every hour counts, waits do not move it.")]
    if row.terms.target_s is not None:
        stands = agreement_words.pauses(body["pauses_on"])
        words = [
            say(
                "%(target)s of open hours; its clock %(stands)s.",
                target=durations.working(row.terms.target_s),
                stands=stands,
            )
        ]
    warns = say("Warns at %(share)s %% of the time.", share=language.plain(row.terms.warn_bp / 100))
    return [*words, say(ENDS.get(body["stops"], "")), warns]


ENDS = {
    "replied": known("Our next reply keeps it."),
    "resolved": known("Resolving keeps it."),
    "closed": known("Closing keeps it."),
    "answered": known("Their answer keeps it."),
    "done": known("Somebody has to say that it was kept."),
}


def _moves(row: Commitment) -> list[Move]:
    if not row.moves:
        return []
    return list(Move.objects.filter(commitment=row).select_related("agreed_by").order_by("no")[:LIMIT])


def _hand_overs(row: Commitment) -> list[HandOver]:
    """Return the offers of this commitment, and those of all that we owe on its subject."""
    rows = HandOver.objects.filter(subject_id=row.subject_id, commitment__isnull=True) | HandOver.objects.filter(
        commitment=row
    )
    return list(rows.select_related("from_person", "to_person", "team").order_by("offered_at", "id")[:LIMIT])
