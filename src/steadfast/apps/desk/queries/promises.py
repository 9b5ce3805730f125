"""The promises on a ticket that its reader may see, and its waits; apps.commitments explains them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from django.db.models import Exists, OuterRef, QuerySet

from steadfast.apps.commitments.models import Commitment, Reclassification, Wait
from steadfast.apps.commitments.queries import register
from steadfast.apps.commitments.queries.beside import Beside, beside
from steadfast.apps.commitments.queries.explained import Deadline, Promise, deadline, told
from steadfast.apps.commitments.queries.reclassified import reclassified
from steadfast.apps.imports import queries as imports
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows

TOGETHER = 1  # tickets on a page; one with others merged into it is seldom
WITH = ("subject", "terms__agreement_version__agreement", "owner", "debtor")
OWN = (
    "kind", "what", "direction", "priority", "promised_at", "due_at", "warn_at", "felt_due_at", "first_due_at",
    "waiting_since", "moves", "done_at", "closed_at", "closed_as", "verdict", "behind",
)  # fmt: skip
NAMES = (
    "subject__kind", "subject__number", "subject__title", "terms__body", "terms__target_s",
    "terms__agreement_version__body", "terms__agreement_version__agreement__name", "owner__name", "debtor__name",
)  # fmt: skip

__all__ = ["Beside", "all_beside", "explained_one", "rows_of", "told_all", "waits_of"]


def rows_of(subjects: Collection[int], actor: Actor) -> list[Commitment]:
    """Return the commitments on a ticket and on those merged into it, with their terms, in the order of promising."""
    if register.sees_all(actor):
        return _all_of().rows(subjects=list(subjects))
    return list(register.narrowed(_whole(), actor).filter(subject_id__in=subjects))


@cache
def _all_of() -> Rows[Commitment]:
    whole = _whole().filter(imports.IsShown("batch"))
    return Rows(lambda subjects: whole.filter(subject_id__in=subjects), lists={"subjects": TOGETHER})


@cache  # putting it together costs more than asking
def _whole() -> QuerySet[Commitment]:
    """Return commitments with what the page of a ticket tells of them; `has_changes`: of priority."""
    rows = Commitment.objects.annotate(has_changes=Exists(Reclassification.objects.filter(commitment=OuterRef("pk"))))
    rows = rows.select_related(*WITH).only(*OWN, *WITH, *NAMES)
    return rows.order_by("promised_at", "id")


def waits_of(subjects: Collection[int]) -> list[Wait]:
    return _waits().rows(subjects=list(subjects))


@cache
def _waits() -> Rows[Wait]:
    rows = Wait.objects.select_related("on_person", "on_party").order_by("since", "id")
    return Rows(lambda subjects: rows.filter(subject_id__in=subjects), lists={"subjects": TOGETHER})


def told_all(rows: Sequence[Commitment], waits: Sequence[Wait], *, now: datetime, zone: str) -> list[Promise]:
    """Return all promises with their verdicts in words, each by the waits of its own subject."""
    return [one for row in rows for one in told([row], _of_its_own(row, waits), now=now, zone=zone)]


def explained_one(
    rows: Sequence[Commitment], waits: Sequence[Wait], *, chosen: str, now: datetime, zone: str
) -> Deadline | None:
    """Return the promise that the reader chose by its key, else ours that falls due first, or None."""
    ours = [row for row in rows if row.direction == "ours" and row.closed_at is None]
    row = next((row for row in rows if str(row.pk) == chosen), None)
    row = row or min(ours, key=lambda row: (row.due_at, row.pk), default=None)
    return deadline(row, _of_its_own(row, waits), now=now, zone=zone) if row else None


def _of_its_own(row: Commitment, waits: Sequence[Wait]) -> list[Wait]:
    return [wait for wait in waits if wait.subject_id == row.subject_id]


def all_beside(rows: list[Commitment]) -> dict[int, Beside]:
    """Return what stands beside each promise on a ticket, by its key; one query where a priority was changed."""
    changed = [row.pk for row in rows if getattr(row, "has_changes", True)]
    changes = reclassified(changed) if changed else {}
    return {row.pk: beside(row, rows, changes.get(row.pk, [])) for row in rows}


def asked_of_others(rows: list[Commitment], waiting: Wait | None) -> dict[str, bool]:
    """Return, for the page, whether an answer is owed by a clause, the one in force is, and a supplier stops us."""
    owed = [row for row in rows if row.direction == "theirs" and row.closed_at is None and _stops(row) == "answered"]
    ours = [row for row in rows if row.direction == "ours" and row.closed_at is None and row.terms is not None]
    return {
        "awaits": bool(owed),
        "by_clause": waiting is not None and any(row.pk == waiting.answer_id for row in owed),
        "pauses_supplier": any("supplier" in row.terms.body["pauses_on"] for row in ours if row.terms),
    }


def _stops(row: Commitment) -> str:
    return str(row.terms.body["stops"]) if row.terms else ""
