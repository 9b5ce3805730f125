"""Figures as a document: what the command prints and the page gives as JSON and CSV, with the same keys."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from steadfast.apps.reporting.queries.figures import Row
from steadfast.apps.reporting.queries.scorecard import Scorecard
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.domain.measures.interval import wilson

COUNTS = (
    "fell_due", "kept", "broken", "kept_late", "withdrawn", "open_late", "not_yet", "renegotiated", "released", "void",
    "felt_kept",
)  # fmt: skip
SHARES = ("share_kept", "share_low", "share_high", "share_felt")


def document(card: Scorecard, chosen: Selection, agreement: str | None, *, now: datetime) -> dict[str, Any]:
    """Return figures as JSON-ready values. `period`: the months asked for, null for an open end, and until when."""
    first, last = chosen.months.first, chosen.months.last
    made: dict[str, Any] = {
        "agreement": agreement,
        "period": {
            "from": f"{first:%Y-%m}" if first else None,
            "to": f"{last:%Y-%m}" if last else None,
            "until": now.isoformat(),
        },
        "selection": chosen.parts(),
        "stored": card.stored,
        "rows": [record(row) for row in card.rows],
    }
    if card.felt is not None:
        made["felt"] = [record(row) for row in card.felt]
    if card.verdicts is not None:
        made["verdicts"] = asdict(card.verdicts)
    return made


def record(row: Row) -> dict[str, Any]:
    """Return a row's group and counts, and its share kept with Wilson's interval; null where nothing fell due."""
    numbers = row.numbers
    low, high = wilson(numbers.kept, numbers.fell_due) or (None, None)
    shares = (numbers.share_kept, low, high, numbers.share_felt)
    counts = {name: getattr(numbers, name) for name in COUNTS}
    return {**row.key, **counts, **{name: _rounded(value) for name, value in zip(SHARES, shares, strict=True)}}


def columns(groups: Sequence[str]) -> list[str]:
    """Return the keys of a record in order."""
    return [*groups, *COUNTS, *SHARES]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 6)
