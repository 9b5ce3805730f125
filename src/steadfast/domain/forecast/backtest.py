"""Was the forecast right? Foretell each promise of the newer half of the past by what was known when it was given.

Each is asked about at several ages while it was open. What was foretold is put in ten parts, and beside each stands
what came to pass; a good forecast has both alike. The Brier score is the mean square of the miss, and beside it stands
that of always saying the overall share: a forecast has to beat it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.domain.forecast.history import History

AGES = (0.0, 0.25, 0.5, 0.75, 0.9)
WINDOW = 1_000
"""As many of the newest of a kind and priority are learnt from: how a practice works changes within months."""
STEP = 250  # promises foretold before the newest past is learnt again


@dataclass(frozen=True, slots=True)
class Past:
    """A promise that was fulfilled: when it was given and kept, late or not, and how much of its time was used."""

    kind: str
    priority: str
    since: datetime
    at: datetime
    used: float


@dataclass(frozen=True, slots=True)
class Part:
    """Of `n` questions answered with a share from `low` on, `foretold` on average, `kept` came to pass."""

    low: float
    n: int
    foretold: float
    kept: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """`flagged`: questions at which a sign would have been given, of them `right` late in the end, of `late` in all."""

    learnt: int
    asked: int
    brier: float
    always: float
    parts: tuple[Part, ...]
    flagged: int
    right: int
    late: int


def newest(past: Iterable[Past], before: datetime | None = None) -> dict[tuple[str, str], list[Past]]:
    """Return for each kind and priority the WINDOW that were fulfilled last, before an instant where one is given."""
    found: dict[tuple[str, str], list[Past]] = defaultdict(list)
    for one in sorted(past, key=lambda one: one.at):
        found[one.kind, one.priority].append(one)
    return {key: _until(rows, before) for key, rows in found.items()}


def _until(rows: list[Past], before: datetime | None) -> list[Past]:
    end = len(rows) if before is None else bisect_left(rows, before, key=lambda one: one.at)
    return rows[max(0, end - WINDOW) : end]


def backtest(past: Sequence[Past], *, least: int, likely_late: float) -> Backtest | None:
    """Return how the forecast would have done on the newer half; None where it would never have spoken."""
    rows = sorted(past, key=lambda one: one.since)
    half = len(rows) // 2
    asked: list[tuple[float, bool, bool]] = []
    for start in range(half, len(rows), STEP):
        known = newest(rows, before=rows[start].since)
        histories = {key: History.of(one.used for one in found) for key, found in known.items()}
        for one in rows[start : start + STEP]:
            history = histories[one.kind, one.priority]
            for age in AGES:
                chance = history.chance(age, least=least) if one.used > age else None
                if chance is not None:
                    asked.append((chance.kept / chance.n, chance.high <= likely_late, one.used <= 1))
    return _scored(half, asked) if asked else None


def _scored(learnt: int, asked: list[tuple[float, bool, bool]]) -> Backtest:
    n, share = len(asked), sum(kept for _, _, kept in asked) / len(asked)
    flagged = [kept for _, flag, kept in asked if flag]
    return Backtest(
        learnt=learnt,
        asked=n,
        brier=sum((told - kept) ** 2 for told, _, kept in asked) / n,
        always=sum((share - kept) ** 2 for _, _, kept in asked) / n,
        parts=tuple(_parts(asked)),
        flagged=len(flagged),
        right=len(flagged) - sum(flagged),
        late=n - sum(kept for _, _, kept in asked),
    )


def _parts(asked: list[tuple[float, bool, bool]]) -> Iterable[Part]:
    by_tenth: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for told, _, kept in asked:
        by_tenth[min(9, int(told * 10))].append((told, kept))
    for tenth, rows in sorted(by_tenth.items()):
        yield Part(tenth / 10, len(rows), sum(t for t, _ in rows) / len(rows), sum(k for _, k in rows) / len(rows))
