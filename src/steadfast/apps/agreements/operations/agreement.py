"""Make an agreement and give it versions. A version is checked against its calendar and never changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from steadfast.apps.agreements import queries
from steadfast.apps.agreements.models import Agreement, AgreementVersion, Calendar
from steadfast.apps.clients.models import Client, Site
from steadfast.domain.commitment import clauses, instants
from steadfast.domain.commitment.clauses import ClauseError, Clauses
from steadfast.domain.language import say
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
    site: Site | None = None,
    service: str = "",
    offered: bool = True,
    actor: Actor,
    now: datetime,
) -> Agreement:
    """Make an agreement with a client, or with everybody, and its first version.

    `site` and `service` narrow it down; `offered` says that new work falls under it. Raise ClauseError, which names the
    field, for clauses that cannot be kept.
    """
    if site is not None and (client is None or site.client_id != client.pk):
        raise ClauseError("site", say("belongs to another client"))
    checked = _check(body, calendar, valid_from)
    if checked.ends_on is not None and checked.ends_on < valid_from.date():
        raise ClauseError("ends_on", say("it would end before it begins"))
    chain = client.chain_id if client else PRACTICE_CHAIN
    subject = subjects.open_subject("agreement", name, chain)
    agreement = Agreement.objects.create(
        name=name, client=client, site=site, service=service, offered=offered, subject=subject
    )
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
    Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    newest = agreement.versions.order_by("-no").first()
    if newest is not None and valid_from <= newest.valid_from:
        raise ClauseError(
            "valid_from", f"must be later than {instants.text(newest.valid_from)}, when version {newest.no} begins"
        )
    return _write(agreement, calendar, checked, valid_from, newest.no + 1 if newest else 1, actor=actor, now=now)


@transaction.atomic
def set_offered(agreement: Agreement, offered: bool, *, actor: Actor, now: datetime) -> Agreement:
    """Offer an agreement to new work, or take it out of offer; what was promised under it stays as it was."""
    row = Agreement.objects.select_for_update(of=("self",), no_key=True).select_related("subject").get(pk=agreement.pk)
    if row.offered == offered:
        return row
    row.offered = offered
    row.save(update_fields=["offered"])
    kind = "agreement.offered" if offered else "agreement.taken_out"
    body = {"name": row.name, "offered": offered}
    events.append(events.NewEvent(row.subject.chain_id, kind, now, row.subject_id, body), actor=actor, now=now)
    return row


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
        "site": agreement.site_id,
        "service": agreement.service,
        "offered": agreement.offered,
        "calendar": calendar.pk,
        "valid_from": instants.text(valid_from),
        "clauses": row.body,
    }
    kind = "agreement.made" if no == 1 else "agreement.changed"
    subject = agreement.subject
    events.append(events.NewEvent(subject.chain_id, kind, now, subject.pk, body), actor=actor, now=now)
    return row
