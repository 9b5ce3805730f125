"""Which agreement new work falls under: the most specific one that is offered. Service goes before site, site before
client, client before everybody; of two as specific as each other the one whose version took effect last.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import combinations, groupby

from django.db.models import Q, QuerySet

from steadfast.apps.agreements.models import Agreement, AgreementVersion
from steadfast.apps.clients.models import Client, Site
from steadfast.foundation.prepared import Rows


@dataclass(frozen=True, slots=True)
class Choice:
    """The version that work falls under, what decided (service, site, client, later), and over which agreements."""

    version: AgreementVersion
    by: str
    over: Sequence[str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two agreements of which none is more specific; `wins` is the one that new work falls under."""

    wins: Agreement
    loses: Agreement


def applies_to(
    client: Client | None, at: datetime, *, site: Site | int | None = None, service: str = ""
) -> AgreementVersion | None:
    """Return the version that new work of a client falls under at an instant, or None before any was agreed."""
    found = choose(client, at, site=site, service=service)
    return found.version if found is not None else None


def choose(client: Client | None, at: datetime, *, site: Site | int | None = None, service: str = "") -> Choice | None:
    """Return the version and why it was chosen, in one query. Services compare without regard to case."""
    rows = _of_client(client, at) if site is None and not service else _told(_scoped(client, site, service), at)
    in_force = sorted(_in_force(rows), key=_rank, reverse=True)
    if not in_force:
        return None
    first, *others = in_force
    by = _decided(first, others[0]) if others else ""
    return Choice(first, by, [version.agreement.name for version in others])


def conflicts(rows: QuerySet[Agreement]) -> list[Conflict]:
    """Return the pairs of offered agreements with the same client, site and service: each holds from its start on."""
    offered = rows.filter(offered=True).prefetch_related("versions")
    scoped = sorted((_scope(one), -_began(one), one.pk, one) for one in offered if one.versions.all())
    found = []
    for _, group in groupby(scoped, key=lambda item: item[0]):
        found += [Conflict(wins[-1], loses[-1]) for wins, loses in combinations(group, 2)]
    return found


def _whose(client: Client | None) -> Q:
    everybody = Q(agreement__client=None)
    return everybody if client is None else everybody | Q(agreement__client=client)


def _where(site: Site | int | None) -> Q:
    anywhere = Q(agreement__site=None)
    return anywhere if site is None else anywhere | Q(agreement__site=site)


def _what(service: str) -> Q:
    everything = Q(agreement__service="")
    return everything | Q(agreement__service__iexact=service) if service else everything


def _of_client(client: Client | None, at: datetime) -> list[AgreementVersion]:
    whose = {} if client is None else {"client": client.pk}
    return _usual(*whose).rows(at=at, **whose)


@cache
def _usual(*whose: str) -> Rows[AgreementVersion]:
    def build(at: datetime, client: int | None = None) -> QuerySet[AgreementVersion]:
        return _told(_scoped(None if client is None else Client(client), None, ""), at)

    return Rows(build, whose, ["at"])


def _scoped(client: Client | None, site: Site | int | None, service: str) -> Q:
    return Q(agreement__offered=True) & _whose(client) & _where(site) & _what(service)


def _told(scope: Q, at: datetime) -> QuerySet[AgreementVersion]:
    rows = AgreementVersion.objects.filter(scope, valid_from__lte=at)
    return rows.select_related("agreement__subject", "calendar__subject").order_by("valid_from", "no")


def _in_force(rows: Iterable[AgreementVersion]) -> Iterable[AgreementVersion]:
    """Return of each agreement the version that took effect last."""
    found: dict[int, AgreementVersion] = {}
    for row in rows:
        found[row.agreement_id] = row
    return found.values()


def _rank(version: AgreementVersion) -> tuple[bool, bool, bool, datetime, int]:
    agreement = version.agreement
    specific = (bool(agreement.service), agreement.site_id is not None, agreement.client_id is not None)
    return (*specific, version.valid_from, version.pk)


def _decided(first: AgreementVersion, second: AgreementVersion) -> str:
    ranks = zip(("service", "site", "client"), _rank(first)[:3], _rank(second)[:3], strict=True)
    return next((name for name, mine, other in ranks if mine != other), "later")


def _scope(agreement: Agreement) -> tuple[int, int, str]:
    return agreement.client_id or 0, agreement.site_id or 0, agreement.service.casefold()


def _began(agreement: Agreement) -> float:
    """Return when the newest version took effect, in epoch seconds."""
    return max(version.valid_from.timestamp() for version in agreement.versions.all())
