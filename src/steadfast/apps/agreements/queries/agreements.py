"""Agreements as somebody may see them, and which one new work falls under."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Exists, Q, QuerySet

from steadfast.apps.agreements.models import Agreement, AgreementVersion
from steadfast.foundation.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Agreement]:
    """Return what an actor may see: members all; a contact their client's, else the one that holds for everybody.

    What is promised to everybody is not shown to a client with terms of its own for all its work.
    """
    if not actor.may("agreements.view"):
        return Agreement.objects.none()
    rows = Agreement.objects.select_related("subject", "client", "site")
    if actor.client_id is None:
        return rows
    own = Agreement.objects.filter(client_id=actor.client_id, offered=True, site=None, service="")
    return rows.filter(Q(client_id=actor.client_id) | (Q(client=None, offered=True) & ~Exists(own)))


def in_force(agreements: Iterable[Agreement], at: datetime) -> dict[int, AgreementVersion]:
    """Return, by agreement, the version in force at an instant, or the first one where it begins later. One query."""
    found: dict[int, AgreementVersion] = {}
    rows = AgreementVersion.objects.filter(agreement__in=list(agreements)).select_related("calendar__subject")
    for row in rows.order_by("agreement_id", "no"):
        if row.agreement_id not in found or row.valid_from <= at:
            found[row.agreement_id] = row
    return found


def in_force_of(versions: Sequence[AgreementVersion], at: datetime) -> AgreementVersion:
    """Return the one in force at an instant of versions sorted newest first, or the first one where it begins later."""
    return next((version for version in versions if version.valid_from <= at), versions[-1])


def versions_of(agreement: Agreement) -> list[AgreementVersion]:
    """Return the versions of an agreement, newest first, each with its calendar."""
    return list(agreement.versions.select_related("calendar__subject").order_by("-no"))


def everybodys() -> Agreement | None:
    """Return the agreement that holds for all work of everybody, None where a practice has none."""
    return Agreement.objects.filter(client=None, site=None, service="", offered=True).order_by("pk").first()
