"""Undo what a newer export changed on known tickets: each stands again as before, and events say so."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from steadfast.apps.commitments.models import Commitment, Terms, Wait
from steadfast.apps.commitments.operations.apply import state_of
from steadfast.apps.desk.importing.apply import grown_rows
from steadfast.apps.desk.importing.apply.turning import turned
from steadfast.apps.desk.importing.queries import worked_on
from steadfast.apps.desk.models import SourceChange, Ticket
from steadfast.domain.commitment import instants
from steadfast.domain.commitment.lifecycle import State
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import Subject

SOME = 150


@transaction.atomic
def take_some_back(batch_id: int, *, actor: Actor, now: datetime) -> bool:
    """Restore the next tickets that a batch changed; tell whether there were any left.

    A ticket on which somebody has worked since stays as it is: it stands on what the export said.
    """
    left = SourceChange.objects.select_for_update(of=("self",), no_key=True).select_related("ticket__subject")
    some = list(left.filter(batch_id=batch_id, undone_at=None).order_by("ticket_id")[:SOME])
    tickets = Ticket.objects.select_for_update(of=("self",), no_key=True).filter(
        pk__in=[item.ticket_id for item in some]
    )
    told = dict(tickets.order_by("pk").values_list("pk", "source_told"))
    touched = worked_on(told)
    new: list[NewEvent] = []
    last: dict[int, int] = {}
    for item in some:
        if item.ticket_id not in touched:
            new += _restore(item, now)
            last[item.ticket_id] = len(new) - 1
    written = events.append_many(new, actor=actor, now=now, deliver=False)
    for key, place in last.items():
        Ticket.objects.filter(pk=key).update(source_told=written[place].pk)
    grown_rows.due_again(list(last))
    SourceChange.objects.filter(pk__in=[item.pk for item in some]).update(undone_at=now)
    return bool(some)


def _restore(item: SourceChange, now: datetime) -> Iterator[NewEvent]:
    """Write one ticket as it was and yield the events that say so."""
    subject, before = item.ticket.subject, item.before
    told: list[NewEvent] = []
    for kind, body in _waits(item.ticket_id, before["waits"]):
        told.append(NewEvent(subject.chain_id, kind, now, subject.pk, body))
    promise = before.get("promise")
    if promise is not None:
        told += _promise(item, promise, now)
    values = {name: _read(Ticket, name, value) for name, value in before["ticket"].items()}
    Ticket.objects.filter(pk=item.ticket_id).update(**values, version=F("version") + 1)
    if before.get("title", subject.title) != subject.title:
        Subject.objects.filter(pk=subject.pk).update(title=before["title"])
    yield NewEvent(subject.chain_id, "ticket.source_undone", now, subject.pk, {"batch": item.batch_id})
    yield from told


def _waits(subject_id: int, before: list[list[Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give waits the ends that they had; one that was not there before lasts no time at all."""
    ends = {key: (_instant(until), _instant(expires)) for key, until, expires in before}
    rows = list(enumerate(Wait.objects.filter(subject_id=subject_id).order_by("pk")))
    for place, row in sorted(rows, key=lambda pair: pair[1].pk in ends):  # those that lasted before come last
        until, expires = ends.get(row.pk, (row.since, row.since))
        if (row.until, row.expires_at) == (until, expires) or expires is None:
            continue
        Wait.objects.filter(pk=row.pk).update(until=until, expires_at=expires)
        yield (
            "wait.corrected",
            {
                "place": place,
                "reason": row.reason,
                "since": row.since,
                "until": until,
                "expires_at": expires,
                "on_person": row.on_person_id,
                "answer": row.answer_id,
            },
        )


def _promise(item: SourceChange, before: Mapping[str, Any], now: datetime) -> Iterator[NewEvent]:
    rows = Commitment.objects.select_for_update(of=("self",), no_key=True).select_related("subject", "terms")
    row = rows.get(pk=before["id"])
    values = {name: _read(Commitment, name, before[name]) for name in grown_rows.PROMISE}
    terms = Terms.objects.filter(pk=values["terms_id"]).first()
    now_state = state_of(row)
    wanted = State(
        kind=row.kind,
        debtor=row.debtor_id,
        creditor=row.creditor_id,
        owner=values["owner_id"],
        promised_at=row.promised_at,
        due_at=values["due_at"],
        warn_at=values["warn_at"],
        first_due_at=row.first_due_at,
        felt_due_at=values["felt_due_at"],
        terms=terms.digest if terms else None,
        moves=row.moves,
        slip_s=row.slip_s,
        done_at=values["done_at"],
        closed_at=values["closed_at"],
        closed_as=values["closed_as"],
    )
    Commitment.objects.filter(pk=row.pk).update(**values, version=F("version") + 1)
    for kind, body in turned(now_state, wanted, "The import was undone."):
        yield NewEvent(row.subject.chain_id, kind, now, row.subject_id, body, row.pk)


def _read(model: type[Ticket] | type[Commitment], name: str, value: Any) -> Any:
    field: Any = model._meta.get_field(name)
    return field.to_python(value) if isinstance(value, str) else value


def _instant(value: str | None) -> datetime | None:
    return instants.parse(value) if value else None
