"""The ground that tickets stand on: the agreement by which the source judged, and who answers where nobody is named."""

from dataclasses import dataclass, field
from datetime import datetime

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.agreements import queries as agreed
from steadfast.apps.agreements.models import Agreement, AgreementVersion, CalendarVersion
from steadfast.apps.commitments import models as register
from steadfast.apps.commitments.operations import settle
from steadfast.apps.desk.importing.plan.promises import Judge
from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.imports.mapping import SourceAgreement
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.working_time import Hours
from steadfast.foundation.actor import Actor


class NobodyAnswers(LookupError):
    """The practice has no owner who could answer for what the source gives to nobody."""


@dataclass(slots=True)
class Standard:
    """An agreement as rows, and the rows of the terms that it gave, found or made once each."""

    version: AgreementVersion
    calendar: CalendarVersion
    settled: dict[Terms, register.Terms] = field(default_factory=dict)

    def terms(self, terms: Terms) -> register.Terms:
        """Return the row of some terms."""
        if terms not in self.settled:
            self.settled[terms] = settle(terms, self.calendar, self.version)
        return self.settled[terms]


def source_judge(source: SourceAgreement) -> Judge:
    """Return the source's own agreement as the plan needs it; nothing is written."""
    return Judge(source.name, clauses.read(source.clauses), Hours.from_dict(source.calendar))


def judge_of(version: AgreementVersion) -> Judge:
    """Return an agreement of ours as the plan needs it."""
    hours = agreed.hours_of(agreed.current_version(version.calendar))
    return Judge(version.agreement.name, clauses.read(version.body), hours)


def standard_of(version: AgreementVersion) -> Standard:
    """Return an agreement of ours as rows."""
    return Standard(version, agreed.current_version(version.calendar))


def establish(source: SourceAgreement, *, valid_from: datetime, actor: Actor, now: datetime) -> Standard:
    """Return the source's own agreement as rows, made with its calendar where it is not there yet.

    It is not offered: it judges the past, and nothing new is promised under it.
    """
    agreement = Agreement.objects.filter(name=source.name).first()
    if agreement is None:
        calendar = agreements.make_calendar(source.calendar_name, source.calendar, actor=actor, now=now)
        agreement = agreements.make_agreement(
            source.name, None, calendar, source.clauses, valid_from, offered=False, actor=actor, now=now
        )
    return standard_of(agreement.versions.select_related("calendar", "agreement").latest("no"))


def duty_owner() -> Person:
    """Return the member who answers for imported teams until they get a duty owner of their own: the first owner."""
    members = Person.objects.filter(party_id=PRACTICE_ID, left_at=None, roles__role="owner")
    found = members.order_by("pk").first()
    if found is None:
        raise NobodyAnswers("The practice has no owner yet. Open the link that ./run printed, then import.")
    return found
