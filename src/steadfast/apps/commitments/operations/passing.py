"""Passing: while somebody is away their open work is with who stands in for them, and at the end it comes home.

`settle` looks at one subject and writes what is not as it should be: each thing belongs with who answers for its home
now. It is told nothing of what happened before, so that it can be run again after a crash, and late.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.commitments import holders, queries
from steadfast.apps.commitments.holders import Carried
from steadfast.apps.commitments.models import Commitment, HandOver
from steadfast.apps.commitments.operations import handing
from steadfast.apps.commitments.operations.owning import reassign
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Absence
from steadfast.domain.commitment.hand_over import Offer, home
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event, Subject

PERSONAL = ("promise", "visit")  # somebody's own word: it stays with who gave it


@dataclass(frozen=True, slots=True)
class Passing:
    """One look at a subject: which absence is the cause, if any, and the instant."""

    subject: Subject
    absence: Absence | None
    now: datetime

    def target(self, person_id: int, team_id: int | None = None) -> int:
        """Return who answers for a person now."""
        return identity.stands_in_for(person_id, self.now, team_id=team_id).person

    def write(self, holder: int, to: int, moved: Sequence[Commitment], commitment_id: int | None = None) -> None:
        """Write that the thing passes, and give the commitments their owner."""
        cause = self.absence.pk if self.absence else None
        decided = Offer(holder, to, self.now, None, cause)
        handing.passed(
            self.subject,
            decided,
            _reason(self.absence, to),
            commitment_id=commitment_id,
            moved=[row.pk for row in moved],
            actor=SYSTEM,
            now=self.now,
        )
        for row in moved:
            reassign(row, owner_id=to, actor=SYSTEM, now=self.now)


def settle(subject_id: int, absence: Absence | None, *, now: datetime) -> bool:
    """Bring a subject and our open commitments on it to who answers for them now; tell whether anything moved."""
    subject = Subject.objects.get(pk=subject_id)
    with holders.carry(subject, actor=SYSTEM, now=now) as carried:
        passing = Passing(subject, absence, now)
        rows = queries.open_ours_of(subject_id)
        since = _reassigned({row.pk for row in rows})
        accepted = _accepted(subject_id)
        along = _whole(passing, carried, rows, since, accepted)
        left = [row for row in rows if row not in (along or ())]
        singly = [row for row in left if _single(passing, row, since, accepted)]
        return along is not None or bool(singly)


def _whole(
    passing: Passing,
    carried: Carried | None,
    rows: Sequence[Commitment],
    since: dict[int, datetime],
    accepted: Sequence[HandOver],
) -> list[Commitment] | None:
    """Pass the subject itself, with what moves along; return those commitments, or None where it stays."""
    if carried is None or carried.owner_id is None or not carried.is_open:
        return None
    holder = carried.owner_id
    whole = [row for row in accepted if row.commitment_id is None]
    last = whole[-1] if whole else None
    if carried.taken_at is None and carried.team_id is not None:
        owner, to = holder, identity.duty_owner_of(carried.team_id, passing.now).pk
    else:
        unbroken = last is not None and carried.taken_at == last.answered_at
        owner = home(_offers(whole), holder) if unbroken else holder
        to = passing.target(owner, carried.team_id)
    if to == holder:
        return None
    along = [row for row in rows if row.owner_id == holder and _goes_along(row, owner == holder, last, since, accepted)]
    passing.write(holder, to, along)
    carried.pass_to(to)
    return along


def _goes_along(
    row: Commitment, first: bool, last: HandOver | None, since: dict[int, datetime], accepted: Sequence[HandOver]
) -> bool:
    """Tell whether a commitment passes with its subject. The first time all of the owner's do; later those that came
    with it, and what was promised meanwhile in the owner's place."""
    if _home(row, since, accepted) != row.owner_id:
        return False  # somebody else's, of whom the holder is the deputy, too
    if first or last is None or last.answered_at is None:
        return True
    meanwhile = row.promised_at >= last.answered_at and row.kind not in PERSONAL
    return since.get(row.pk) == last.answered_at or meanwhile


def _single(passing: Passing, row: Commitment, since: dict[int, datetime], accepted: Sequence[HandOver]) -> bool:
    """Pass one commitment that its subject does not take along; tell whether it moved."""
    if row.owner_id is None:
        return False
    to = passing.target(_home(row, since, accepted), row.team_id)
    if to == row.owner_id:
        return False
    passing.write(row.owner_id, to, [row], row.pk)
    return True


def _home(row: Commitment, since: dict[int, datetime], accepted: Sequence[HandOver]) -> int:
    """Return whose a commitment is that its owner may hold as a deputy."""
    own = [each for each in accepted if each.commitment_id == row.pk]
    holder = row.owner_id or 0
    unbroken = bool(own) and since.get(row.pk) == own[-1].answered_at
    return home(_offers(own), holder) if unbroken else holder


def _accepted(subject_id: int) -> list[HandOver]:
    return list(HandOver.objects.filter(subject_id=subject_id, answer="accepted").order_by("answered_at", "id"))


def _offers(rows: Iterable[HandOver]) -> list[Offer]:
    return [Offer(row.from_person_id, row.to_person_id, row.offered_at, None, row.absence_id) for row in rows]


def _reassigned(keys: set[int]) -> dict[int, datetime]:
    """Return when each of some commitments last changed its owner."""
    rows = Event.objects.filter(commitment_id__in=keys, kind="commitment.reassigned").order_by("id")
    return {key: at for key, at in rows.values_list("commitment_id", "at") if key is not None}


def _reason(absence: Absence | None, to: int) -> str:
    if absence is None:
        return "turn of duty"
    return f"{absence.person.name} is here again" if absence.person_id == to else f"{absence.person.name} is away"
