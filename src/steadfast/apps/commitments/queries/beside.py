"""What stands beside a due time: those it had at other priorities, what is promised behind it, and how it is felt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.commitments.models import Commitment, Reclassification
from steadfast.domain.commitment import clauses


@dataclass(frozen=True, slots=True)
class Beside:
    """`changes`: of priority, those in one run of which each left off where the one before it had come to.

    `as_promised`: the priority whose terms it keeps, where the present one has no target, else "".

    `felt_due`: when it would fall due had no wait paused its clock, where that differs, else None.
    """

    changes: list[list[Reclassification]]
    as_promised: str
    behind: list[Commitment]
    felt_due: datetime | None


def beside(row: Commitment, rows: Sequence[Commitment], changes: Sequence[Reclassification]) -> Beside:
    """Return what stands beside a commitment, of which `rows` are those on its subject that the reader may see."""
    moved = [change for change in changes if change.from_due != change.to_due]
    behind = [other for other in rows if other.behind_id == row.pk and other.closed_as != "void"]
    felt = row.felt_due_at if row.felt_due_at != row.due_at and not row.moves else None
    return Beside(_runs(moved), _as_promised(row, changes), behind, felt)


def _runs(changes: Sequence[Reclassification]) -> list[list[Reclassification]]:
    """Return changes in runs; one that put off what had been missed stands alone."""
    runs: list[list[Reclassification]] = []
    for change in changes:
        last = runs[-1][-1] if runs else None
        if last and last.to_due == change.from_due and not last.dodged and not change.dodged:
            runs[-1].append(change)
        else:
            runs.append([change])
    return runs


def _as_promised(row: Commitment, changes: Sequence[Reclassification]) -> str:
    if not changes or row.moves or row.terms is None or row.terms.agreement_version is None:
        return ""
    agreed = clauses.read(row.terms.agreement_version.body)
    passed = [changes[0].from_priority, *(change.to_priority for change in changes)]
    with_target = [priority for priority in passed if agreed.terms(row.kind, priority)]
    return "" if not with_target or with_target[-1] == passed[-1] else with_target[-1]
