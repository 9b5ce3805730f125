"""Take on a first client in one go: the client, whom to talk to there, and an agreement made from a starter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from steadfast.apps.agreements import queries
from steadfast.apps.agreements.models import Agreement, Calendar, CalendarVersion
from steadfast.apps.agreements.operations.agreement import make_agreement
from steadfast.apps.agreements.operations.calendar import add_calendar_version, make_calendar
from steadfast.apps.agreements.operations.founding import found
from steadfast.apps.agreements.starters import Starter
from steadfast.apps.clients.models import Client
from steadfast.apps.clients.operations import add_contact, make_client
from steadfast.apps.identity import queries as identity
from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstClient:
    """What the page asks for. `starter` None: the agreement that holds for everybody holds for them, too."""

    name: str
    zone: str
    contact: str
    email: str = ""
    phone: str = ""
    starter: Starter | None = None


@transaction.atomic
def take_on(asked: FirstClient, *, actor: Actor, now: datetime) -> Client:
    """Make client, contact and agreement, all or nothing. Raise ValidationError, which names the field."""
    client = make_client(asked.name, asked.zone, actor=actor, now=now)
    add_contact(client, asked.contact, email=asked.email, phone=asked.phone, actor=actor, now=now)
    if asked.starter is not None:
        make_from(asked.starter, client, actor=actor, now=now)
    return client


@transaction.atomic
def make_from(starter: Starter, client: Client, *, actor: Actor, now: datetime) -> Agreement:
    """Make an agreement with a client from a starter, on the office hours or on the calendar that the starter names."""
    name = f"{starter.name}, {client.name}"[:100]
    return make_agreement(name, client, _calendar(starter, actor, now), starter.body, now, actor=actor, now=now)


@transaction.atomic
def settle_hours(
    body: Mapping[str, Any], *, origins: Mapping[str, str], actor: Actor, now: datetime
) -> CalendarVersion:
    """Give the office hours of the practice these days and hours, as a version of their own."""
    return add_calendar_version(_office(actor, now), body, origins=origins, actor=actor, now=now)


def _office(actor: Actor, now: datetime) -> Calendar:
    """Return the calendar of what holds for everybody, else the first; the worker may not have made any yet."""
    standing = queries.everybodys_calendar() or Calendar.objects.order_by("pk").first()
    return standing or found(identity.practice().zone, actor=actor, now=now).versions.get(no=1).calendar


def _calendar(starter: Starter, actor: Actor, now: datetime) -> Calendar:
    office = _office(actor, now)
    if starter.weekly is None:
        return office
    with translation.override("en"):
        english = str(starter.calendar)
    standing = Calendar.objects.filter(name__in=(str(starter.calendar), english)).order_by("pk").first()
    body = {"timezone": queries.current_version(office).body["timezone"], "weekly": starter.weekly}
    return standing or make_calendar(str(starter.calendar), body, actor=actor, now=now)
