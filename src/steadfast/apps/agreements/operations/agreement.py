"""Make an agreement and give it versions. A version is checked against its calendar and never changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from steadfast.apps.agreements import queries
from steadfast.apps.agreements.models import Agreement, AgreementVersion, Calendar
from steadfast.apps.clients.models import Client
from steadfast.domain.commitment import clauses, instants
from steadfast.domain.commitment.clauses import ClauseError, Clauses
from steadfast.domain.working_time import CalendarError
from steadfast.foundation import events, subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


@transaction.atomic
def make_agreement(
    name: str,
    client: Client | None,
    calendar: Calendar,
    body: Mapping[str, Any],
    valid_from: datetime,
    *,
    offered: bool = True,
    actor: Actor,
    now: datetime,
) -> Agreement:
    """Make an agreement with a client, or with everybody, and its first version.

    `offered` says that new work falls under it; one agreement of each client and one of everybody may be (else
    IntegrityError). Raise ClauseError, which names the field, for clauses that cannot be kept.
    """
    checked = _check(body, calendar, valid_from)
    chain = client.chain_id if client else PRACTICE_CHAIN
    subject = subjects.open_subject("agreement", name, chain)
    agreement = Agreement.objects.create(name=name, client=client, offered=offered, subject=subject)
    _write(agreement, calendar, checked, valid_from, 1, actor=actor, now=now)
    return agreement


@transaction.atomic
def add_agreement_version(
    agreement: Agreement,
    calendar: Calendar,
    body: Mapping[str, Any],
    valid_from: datetime,
    *,
    actor: Actor,
    now: datetime,
) -> AgreementVersion:
    """Add a version that holds from a later instant on; what was promised before stays under its own."""
    checked = _check(body, calendar, valid_from)
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    newest = agreement.versions.order_by("-no").first()
    if newest is not None and valid_from <= newest.valid_from:
        raise ClauseError(
            "valid_from", f"must be later than {instants.text(newest.valid_from)}, when version {newest.no} begins"
        )
    return _write(agreement, calendar, checked, valid_from, newest.no + 1 if newest else 1, actor=actor, now=now)


def _check(body: Mapping[str, Any], calendar: Calendar, valid_from: datetime) -> Clauses:
    """Return the clauses; refuse a target that its calendar can never reach."""
    found = clauses.read(body)
    hours = queries.hours_of(queries.current_version(calendar))
    for clause in found.kinds.values():
        for priority, target_s in clause.targets.items():
            try:
                hours.due(valid_from, target_s)
            except CalendarError as error:
                raise ClauseError(f"{clause.kind}.targets.{priority}", f"{calendar.name}: {error.message}") from error
    return found


def _write(
    agreement: Agreement,
    calendar: Calendar,
    checked: Clauses,
    valid_from: datetime,
    no: int,
    *,
    actor: Actor,
    now: datetime,
) -> AgreementVersion:
    row = AgreementVersion.objects.create(
        agreement=agreement, no=no, calendar=calendar, body=checked.body(), valid_from=valid_from
    )
    body = {
        "name": agreement.name,
        "no": no,
        "client": agreement.client_id,
        "offered": agreement.offered,
        "calendar": calendar.pk,
        "valid_from": instants.text(valid_from),
        "clauses": row.body,
    }
    kind = "agreement.made" if no == 1 else "agreement.changed"
    subject = agreement.subject
    events.append(events.NewEvent(subject.chain_id, kind, now, subject.pk, body), actor=actor, now=now)
    return row
