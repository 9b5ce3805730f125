"""What figures are called, in one statement: parties, teams, agreements with their versions and the practice's zone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import BigIntegerField, F, IntegerField, QuerySet, Value

from steadfast.apps.agreements.models import AgreementVersion
from steadfast.apps.identity.models import Team
from steadfast.apps.identity.models.party import PRACTICE_ID, Party
from steadfast.domain.commitment.months import month_of
from steadfast.foundation.epoch import Epoch

PARTY, TEAM, VERSION = range(3)


@dataclass(frozen=True, slots=True)
class Names:
    """Names by key; `effects`: the months in which the versions of each agreement took effect, in order."""

    parties: Mapping[int, str] = field(default_factory=dict)
    teams: Mapping[int, str] = field(default_factory=dict)
    agreements: Mapping[int, str] = field(default_factory=dict)
    effects: Mapping[int, Sequence[date]] = field(default_factory=dict)
    zone: str = "UTC"


def names(clients: Iterable[int]) -> Names:
    """Return the names of some clients, and of all teams and agreements, which are few."""
    parties = _part(Party.objects.filter(pk__in={PRACTICE_ID, *clients}), PARTY, "pk", "name", zone="practice__zone")
    versions = _part(AgreementVersion.objects.all(), VERSION, "agreement_id", "agreement__name", at="valid_from")
    found = sorted(parties.union(_part(Team.objects.all(), TEAM, "pk", "name"), versions, all=True), key=_order)
    zone = next((row[3] for row in found if row[3]), "UTC")
    effects: dict[int, list[date]] = {}
    for of, key, _, _, at in found:
        if of == VERSION:
            effects.setdefault(key, []).append(month_of(datetime.fromtimestamp(at, UTC), zone))
    parties_of, teams, agreements = (_of_kind(found, kind) for kind in (PARTY, TEAM, VERSION))
    return Names(parties_of, teams, agreements, effects, zone)


def _of_kind(found: Sequence[tuple[int, int, str, str, int]], kind: int) -> dict[int, str]:
    return {key: called for of, key, called, *_ in found if of == kind}


def _part(rows: QuerySet[Any], of: int, key: str, called: str, *, zone: str = "", at: str = "") -> QuerySet[Any, Any]:
    return rows.order_by().values_list(
        Value(of, output_field=IntegerField()),
        F(key),
        F(called),
        F(zone) if zone else Value(""),
        Epoch(at) if at else Value(0, output_field=BigIntegerField()),
    )


def _order(row: tuple[int, int, str, str, int]) -> tuple[str, int]:
    return row[2], row[4]
