"""The formats in which monitoring tells its alerts. Each reads a body that JSON gave into notices."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from steadfast.domain.alerts.formats import alertmanager, generic, tactical
from steadfast.domain.alerts.notice import Notice, Unreadable

Reads = Callable[[Any, Mapping[str, str]], tuple[list[Notice], list[str]]]


@dataclass(frozen=True, slots=True)
class Format:
    """`asks`: the names of what a source may say about its bodies, with what holds where it says nothing."""

    label: str
    reads: Reads
    asks: Mapping[str, str]


FORMATS: Mapping[str, Format] = {
    "alertmanager": Format("Prometheus Alertmanager", alertmanager.read, alertmanager.ASKS),
    "tactical": Format("Tactical RMM", tactical.read, tactical.ASKS),
    "json": Format("JSON", generic.read, generic.ASKS),
}


def read(format: str, body: bytes, mapping: Mapping[str, str]) -> tuple[list[Notice], list[str]]:
    """Return what a body tells, and what it tells that could not be read; raise Unreadable where it is none at all."""
    found = FORMATS[format]
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is not JSON: {error}") from None
    asked = {key: mapping.get(key) or otherwise for key, otherwise in found.asks.items()}
    return found.reads(said, asked)
