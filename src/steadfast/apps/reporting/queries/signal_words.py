"""What the signals of a trend mean, in words for whoever has to find the cause, and which months to look at."""

from dataclasses import dataclass
from datetime import date

from steadfast.apps.reporting.queries.trends import Measure, Trend
from steadfast.domain.measures.signals import Signal
from steadfast.domain.measures.xmr import Limits

BETTER, WORSE = "something got better", "something got worse"
PLAIN = ("outside", "run")
RANKS = {"outside": 0, "run": 1, "near": 2, "jump": 3}


@dataclass(frozen=True, slots=True)
class Said:
    """A signal in words; `first` to `last` are the months whose `look` (breaches, or all that fell due) to open."""

    text: str
    first: date
    last: date
    look: str
    count: int


def said(trend: Trend) -> list[Said]:
    """Return the signals of a trend, the newest first.

    Months outside the limits say enough: what else was noticed with one of them stays in the picture and the table.
    """
    outside = {signal.last for signal in trend.chart.signals if signal.rule == "outside"}
    told = [s for s in trend.chart.signals if s.rule in PLAIN or not outside & set(range(s.first, s.last + 1))]
    told.sort(key=lambda s: (-s.last, RANKS[s.rule]))
    return [_one(trend, signal) for signal in told]


def limits_words(measure: Measure, found: Limits | None, first: date, last: date) -> str:
    """Say the limits of a stretch and the months that they come from."""
    if found is None:
        return "No limits yet: they need six complete months" + _of_enough(measure)
    ends = f"{value(measure, found.low)} to {value(measure, found.high)}"
    held = "provisional limits" if found.is_provisional else "limits"
    return f"Mean {value(measure, found.mean)}, {held} {ends}, from {found.count} months: {first:%b %Y} to {last:%b %Y}"


def value(measure: Measure, number: float | None) -> str:
    """Say a value of a measure: "93.4 %", "6.6", "1,204"; None is a dash."""
    if number is None:
        return "–"
    if measure.key == "share":
        return f"{100 * number:.1f}".removesuffix(".0") + " %"
    return f"{number:,.1f}" if measure.key == "breaches" or number != int(number) else f"{number:,.0f}"


def _one(trend: Trend, signal: Signal) -> Said:
    months = [month.first for month in trend.months]
    first, last = months[signal.first], months[signal.last]
    text = _text(signal, first, last) + ": " + _meaning(trend.measure, signal) + "."
    if signal.rule in ("outside", "jump"):
        first = last
    look = "fell_due" if trend.measure.is_good is None else "breaches"
    count = sum(getattr(m.numbers, look) for m in trend.months if first <= m.first <= last)
    return Said(text, first, last, look, count)


def _text(signal: Signal, first: date, last: date) -> str:
    side = "above" if signal.is_high else "below"
    limit = "upper" if signal.is_high else "lower"
    match signal.rule:
        case "outside":
            return f"{last:%B %Y} lies {side} the {limit} limit"
        case "run":
            return f"{signal.count} months in a row, {first:%B %Y} to {last:%B %Y}, lie {side} the mean"
        case "near":
            return f"{signal.count} months, {first:%B %Y} to {last:%B %Y}, lie nearer the {limit} limit than the mean"
    moved = "rose" if signal.is_high else "fell"
    return f"From {first:%B} to {last:%B %Y} it {moved} by more than the limit of the ranges"


def _meaning(measure: Measure, signal: Signal) -> str:
    if measure.is_good is None:
        return "more fell due than this process brings" if signal.is_high else "less fell due than this process brings"
    changed = BETTER if signal.is_high == measure.is_good else WORSE
    return {
        "outside": f"{changed}",
        "run": f"{changed}, and it lasted",
        "near": f"{changed}, a little and for some time",
    }.get(signal.rule, "something changed")


def _of_enough(measure: Measure) -> str:
    return "" if measure.is_good is None else " with 20 or more that fell due"
