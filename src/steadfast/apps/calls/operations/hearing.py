"""Hear what a telephone system tells: the body is kept first, then read; a call goes on, is missed, or is answered."""

from datetime import datetime

from django.db import transaction

from steadfast.apps.calls.models import Call, Extension, PhoneSystem, Posted
from steadfast.apps.calls.operations.returning import promise_back, talked
from steadfast.apps.calls.queries import of_number, old_posted
from steadfast.domain.calls import number as numbers
from steadfast.domain.calls import told as telling
from steadfast.domain.calls.told import Told, Unreadable
from steadfast.foundation.actor import Actor

PHONE = Actor(None, None, "Telephone", frozenset())
LONGEST = 1000


def keep(system: PhoneSystem, body: bytes, *, now: datetime) -> Posted:
    """Write down what was posted, as it came."""
    return Posted.objects.create(system=system, at=now, body=body)


def forget_posted(*, now: datetime) -> int:
    """Delete the bodies that nobody needs any longer; the calls that they told of stay. Return how many."""
    return old_posted(now).delete()[0]


@transaction.atomic
def hear(posted_id: int, *, now: datetime) -> Call | None:
    """Read what was posted, once; return its call, None where it could not be read."""
    posted = Posted.objects.select_for_update(of=("self",), no_key=True).select_related("system").get(pk=posted_id)
    if posted.state != "waiting":
        return None
    try:
        told = telling.read(bytes(posted.body))
    except Unreadable as error:
        posted.state, posted.trouble = "unreadable", str(error)[:LONGEST]
        posted.save(update_fields=["state", "trouble"])
        return None
    posted.state = "read"
    posted.save(update_fields=["state"])
    return _go_on(posted.system, told, posted.at, now)


def _go_on(system: PhoneSystem, told: Told, at: datetime, now: datetime) -> Call:
    PhoneSystem.objects.select_for_update(no_key=True).get(pk=system.pk)  # its events go one after the other
    call = Call.objects.filter(system=system, external=told.call).first()
    if call is None:
        call = Call(system=system, external=told.call, direction=told.direction, at=at, state="")
    before, call.state = call.state, telling.follows(call.state, told.event)
    if call.direction == "out" and call.state == "missed":
        call.state = "ended"  # nobody answered us: that is no call of theirs that we missed
    _whose(call, told)
    if call.state == "answered" and before != "answered":
        call.answered_at = at
        call.taken_by_id = Extension.objects.filter(number=call.extension).values_list("person", flat=True).first()
    if call.state in ("ended", "missed") and call.ended_at is None:
        call.ended_at = at
    call.save()
    if call.state == "answered" and before != "answered":
        talked(call, actor=PHONE, now=now)
    if call.state == "missed" and before != "missed":
        promise_back(call, system.team, actor=PHONE, now=now)
    return call


def _whose(call: Call, told: Told) -> None:
    call.extension = told.extension or call.extension
    if call.number or not told.number:
        return
    call.number, call.key = told.number, numbers.key(told.number)
    people = of_number(told.number)
    clients = {person.party_id for person in people}
    call.person = people[0] if len(people) == 1 else None
    call.client_id = clients.pop() if len(clients) == 1 else None
