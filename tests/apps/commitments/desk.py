"""One subject of Kestrel Dental in the register, and short words for what is done to it."""

from datetime import datetime, timedelta

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.commitments import operations
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.operations import Draft
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.stamp import stamp, stamp_promise
from steadfast.domain.commitment.terms import Terms
from steadfast.foundation.models import Subject
from steadfast.foundation.subjects import open_subject
from tests import cast, factories
from tests.factories import NOW

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Desk:
    """A subject of which Ines is the owner, and Amara Ruiz the one to ask."""

    def __init__(self) -> None:
        self.client = factories.client(cast.KESTREL)
        self.ines, self.kofi = factories.member(cast.INES), factories.member(cast.KOFI)
        self.actor = factories.actor(self.ines)
        self.amara = factories.contact(cast.KESTREL)
        self.version = factories.agreement()
        self.calendar = factories.calendar()
        self.subject: Subject = open_subject("ticket", "Practice software drops the line", self.client.chain_id)

    def promise(self, kind: str = "resolution", at: datetime = NOW, owner: bool = True) -> Commitment:
        clause = clauses.read(self.version.body).terms(kind, "P1")
        assert clause is not None
        draft = Draft(
            kind=kind,
            what="Practice software holds the line",
            debtor_id=1,
            creditor_id=self.client.pk,
            terms=operations.settle(clause, self.calendar, self.version),
            promised_at=at,
            stamp=stamp(clause, agreements.hours_of(self.calendar), at),
            owner_id=self.ines.pk if owner else None,
            client_id=self.client.pk,
            priority="P1",
        )
        return operations.promise(self.subject, [draft], actor=self.actor, now=at)[0]

    def wait(self, at: datetime, until: datetime, reason: str = "client") -> Wait:
        return operations.begin_wait(
            self.subject,
            reason=reason,
            words="the list of lines",
            expires_at=until,
            on_person_id=self.amara.pk,
            actor=self.actor,
            now=at,
        )

    def done(self, row: Commitment, at: datetime) -> None:
        operations.fulfil(self.fresh(row), at=at, evidence=None, actor=self.actor, now=at)

    def reopened(self, row: Commitment, *, since: datetime, at: datetime) -> None:
        operations.reopen(self.fresh(row), reason="It dropped again", actor=self.actor, now=at)
        operations.record_resolved(self.subject, since=since, actor=self.actor, now=at)

    def fresh(self, row: Commitment) -> Commitment:
        return Commitment.objects.select_related("subject", "terms__calendar_version").get(pk=row.pk)


def theirs(desk: Desk, due: datetime) -> Draft:
    terms = Terms(kind="answer", target_s=None)
    return Draft(
        kind="answer",
        what="Amara Ruiz sends the list of lines",
        debtor_id=desk.client.pk,
        creditor_id=1,
        terms=operations.settle(terms, desk.calendar, None),
        promised_at=NOW,
        stamp=stamp_promise(terms, agreements.hours_of(desk.calendar), NOW, due),
        owner_id=desk.amara.pk,
        client_id=desk.client.pk,
    )
