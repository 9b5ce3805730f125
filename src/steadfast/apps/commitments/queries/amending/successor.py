"""Which terms follow on which under an amendment: the same clause on other hours, or another clause."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import QuerySet

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import AgreementVersion, Amendment, CalendarVersion
from steadfast.apps.commitments import models
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.clauses import Clauses
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.working_time import Hours


class Judged(NamedTuple):
    """What a commitment shall be judged by: its clause, the hours, and the versions once they are made."""

    terms: Terms
    hours: Hours
    calendar_version: CalendarVersion | None
    agreement_version: AgreementVersion | None


@dataclass
class Successor:
    """Terms that an amendment reaches, by key, and what follows on them. Nothing is read again for a second row."""

    amendment: Amendment
    reached: dict[int, models.Terms]
    hours: Hours
    calendar_version: CalendarVersion | None
    clauses: Clauses | None
    _known: dict[tuple[int, str], Judged | None] = field(default_factory=dict)

    def of(self, terms_id: int, priority: str) -> Judged | None:
        """Return what follows on these terms at a priority, or None where nothing is promised any more."""
        key = (terms_id, priority)
        if key not in self._known:
            self._known[key] = self._of(self.reached[terms_id], priority)
        return self._known[key]

    def _of(self, old: models.Terms, priority: str) -> Judged | None:
        clause = Terms.from_body(old.body)
        if self.clauses is None:
            return Judged(clause, self.hours, self.calendar_version, old.agreement_version)
        new = self.clauses.terms(clause.kind, priority)
        version = self.amendment.agreement_version
        return Judged(new, self.hours, self.calendar_version, version) if new is not None else None

    @property
    def reasons(self) -> set[str]:
        """Return every reason of a wait that may pause a clock under the terms that follow."""
        if self.clauses is not None:
            return {reason for clause in self.clauses.kinds.values() for reason in clause.pauses_on}
        return {reason for terms in self.reached.values() for reason in terms.body["pauses_on"]}


def successor_of(amendment: Amendment) -> Successor:
    """Return what follows on the terms that an amendment reaches: older versions of what it edits, with a target."""
    if amendment.calendar_id:
        version = amendment.calendar_version
        hours = agreements.hours_of(version) if version else Hours.from_dict(amendment.body)
        return Successor(amendment, _terms(_on_calendar(amendment)), hours, version, None)
    if amendment.on_calendar is None:
        raise ValueError(f"{amendment} names no calendar")
    newest = agreements.current_version(amendment.on_calendar)
    found = _terms(_of_agreement(amendment))
    return Successor(amendment, found, agreements.hours_of(newest), newest, clauses.read(amendment.body))


def _terms(rows: QuerySet[models.Terms]) -> dict[int, models.Terms]:
    timed = rows.filter(target_s__isnull=False).select_related("agreement_version__agreement")
    return {row.pk: row for row in timed}


def _on_calendar(amendment: Amendment) -> QuerySet[models.Terms]:
    rows = models.Terms.objects.filter(calendar_version__calendar=amendment.calendar_id)
    made = amendment.calendar_version
    return rows.filter(calendar_version__no__lt=made.no) if made else rows


def _of_agreement(amendment: Amendment) -> QuerySet[models.Terms]:
    rows = models.Terms.objects.filter(agreement_version__agreement=amendment.agreement_id)
    made = amendment.agreement_version
    return rows.filter(agreement_version__no__lt=made.no) if made else rows
