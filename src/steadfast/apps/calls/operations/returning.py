"""Call back: a missed call is a promise to a client we know, and talking to them keeps it."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.calls.models import Call
from steadfast.apps.calls.queries import owed_back
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations.settle import settle
from steadfast.apps.commitments.queries import parties
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Team
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.stamp import stamp
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.service_level.priority import priority
from steadfast.foundation import events, subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent

KIND = "call back"
WITHIN_S = 2 * 3600  # open seconds, where no agreement promises a first response
PRIORITY = priority(2, 2)


def promise_back(call: Call, team: Team | None, *, actor: Actor, now: datetime) -> None:
    """Promise to call back; a second missed call of the same number is covered by the promise of the first.

    Before there is a team or a calendar nothing can be promised: the call stands among the missed ones all the same.
    """
    if call.client_id is None:
        return
    call.promise = owed_back(key=call.key).order_by("pk").first() if call.key else None
    team = team or identity.first_team()
    if call.promise is None and team is not None:
        with suppress(Refused), transaction.atomic():
            call.promise = _promised(call, team, actor, now)
    call.save(update_fields=["promise"])


def _promised(call: Call, team: Team, actor: Actor, now: datetime) -> Commitment:
    client = Client.objects.get(pk=call.client_id)
    who = call.person.name if call.person else client.name
    what = f"Call {who} back" + (f" at {call.number}" if call.number else "")
    subject = subjects.open_subject("conversation", what, client.chain_id)
    missed = NewEvent(
        client.chain_id, "call.missed", call.at, subject.pk, {"call": call.pk}, None, {"number": call.number}
    )
    events.append(missed, actor=actor, now=now)
    terms = Terms(kind=KIND, target_s=_target(client, call.at), starts="promised", stops="done")
    calendar = parties.calendar_with(client.party, now=now)
    draft = register.Draft(
        kind=KIND,
        what=what[:300],
        debtor_id=PRACTICE_ID,
        creditor_id=client.pk,
        creditor_person_id=call.person_id,
        client_id=client.pk,
        owner_id=identity.duty_owner_of(team, now).pk,
        team_id=team.pk,
        terms=settle(terms, calendar, None),  # no clause: a missed call promises it
        promised_at=call.at,
        stamp=stamp(terms, agreements.hours_of(calendar), call.at),
    )
    return register.promise(subject, [draft], actor=actor, now=now)[0]


def _target(client: Client, at: datetime) -> int:
    """Return within how many open seconds: as soon as the agreement promises a first response."""
    chosen = agreements.choose(client, at)
    agreed = clauses.read(chosen.version.body).terms("first response", PRIORITY) if chosen else None
    return agreed.target_s if agreed is not None and agreed.target_s else WITHIN_S


def talked(call: Call, *, actor: Actor, now: datetime) -> int:
    """Keep what we promised to call back, since we talk to them now; return how many promises that were."""
    owed = {row.pk for row in owed_back(key=call.key)} if call.key else set()
    owed |= {row.pk for row in owed_back(person=call.person_id)} if call.person_id else set()
    locked = Commitment.objects.select_for_update(of=("self",), no_key=True)
    rows = locked.select_related("subject", "terms__calendar_version").filter(pk__in=owed, closed_at=None)
    for row in rows.order_by("pk"):
        body = {"call": call.pk, "commitment": row.pk}  # beside its life, as any evidence
        told = NewEvent(row.subject.chain_id, "call.returned", now, row.subject_id, body)
        register.fulfil(row, at=now, evidence=events.append(told, actor=actor, now=now), actor=actor, now=now)
    if call.key:
        Call.objects.filter(key=call.key, state="missed", client=None, seen_to_at=None).update(seen_to_at=now)
    return len(owed)
