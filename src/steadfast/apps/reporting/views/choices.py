"""What the form of the scorecard offers, and the chosen parts that it has no field for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from steadfast.apps.commitments.queries.filters import KINDS
from steadfast.apps.reporting.queries import card
from steadfast.apps.reporting.queries.names import Names
from steadfast.apps.reporting.queries.selection import ALL, NOBODY, NONE, Selection
from steadfast.apps.reporting.views import addresses
from steadfast.domain.language import say
from steadfast.domain.service_level.priority import PRIORITIES


def choices(chosen: Selection, known: Names) -> Mapping[str, Any]:
    """Return the options of the form as (value, words, chosen)."""
    return {
        "agreements": _options({str(key): name for key, name in known.agreements.items()}, chosen.agreement),
        "teams": _options({str(key): name for key, name in known.teams.items()} | _nobody(chosen.team), chosen.team),
        "kinds": _options({kind: say(kind) for kind in [*KINDS, *([chosen.kind] if chosen.kind else [])]}, chosen.kind),
        "priorities": _options(_priorities(chosen), NONE if chosen.priority == "" else chosen.priority),
        "directions": _options(
            {**{key: say(words) for key, words in card.DIRECTIONS.items()}, ALL: say("All directions")},
            chosen.direction or ALL,
        ),
        "client": _client(chosen, known),
        "is_narrowed": bool(chosen.parts().keys() - {"client"}),
    }


def _options(names: Mapping[str, str | None], value: object) -> list[tuple[str, str, bool]]:
    return [(key, name or key, key == str(value)) for key, name in names.items()]


def _nobody(key: int | None) -> dict[str, str]:
    return {str(NOBODY): say("no team")} if key == NOBODY else {}


def _priorities(chosen: Selection) -> dict[str, str | None]:
    known: dict[str, str | None] = dict.fromkeys(PRIORITIES)
    return {**known, **({chosen.priority: None} if chosen.priority else {}), NONE: say("none")}


def _client(chosen: Selection, known: Names) -> tuple[str, str] | None:
    """Return the name of the chosen client and the address without it: clients are many, so no field lists them."""
    if chosen.client is None:
        return None
    name = say("no client") if chosen.client == NOBODY else known.parties.get(chosen.client, "?")
    return name, addresses.card(replace(chosen, client=None), group="client")
