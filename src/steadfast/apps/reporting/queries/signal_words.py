"""What the signals of a trend mean, in words for whoever has to find the cause, and which months to look at."""

from dataclasses import dataclass
from datetime import date

from steadfast.apps.reporting.queries.trends import Measure, Trend
from steadfast.domain import language
from steadfast.domain.language import known, say
from steadfast.domain.measures.signals import Signal
from steadfast.domain.measures.xmr import Limits

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
        if measure.is_good is None:
            return say("No limits yet: they need six complete months")
        return say("No limits yet: they need six complete months with 20 or more that fell due")
    values = {
        "mean": value(measure, found.mean),
        "low": value(measure, found.low),
        "high": value(measure, found.high),
        "count": found.count,
        "first": language.month_of_year(first),
        "last": language.month_of_year(last),
    }
    if found.is_provisional:
        return say(
            "Mean %(mean)s, provisional limits %(low)s to %(high)s, from %(count)s months: %(first)s to %(last)s",
            **values,
        )
    return say("Mean %(mean)s, limits %(low)s to %(high)s, from %(count)s months: %(first)s to %(last)s", **values)


def value(measure: Measure, number: float | None) -> str:
    """Say a value of a measure: "93.4 %", "6.6", "1,204"; None is a dash."""
    if number is None:
        return "–"
    if measure.key == "share":
        tenths = round(100 * number, 1)
        return f"{language.decimal(tenths, 0 if tenths == int(tenths) else 1)} %"
    return language.decimal(number, 1 if measure.key == "breaches" or number != int(number) else 0)


def _one(trend: Trend, signal: Signal) -> Said:
    months = [month.first for month in trend.months]
    first, last = months[signal.first], months[signal.last]
    what, meaning = _text(signal, first, last), _meaning(trend.measure, signal)
    text = say("%(what)s: %(meaning)s.", what=what, meaning=meaning)
    if signal.rule in ("outside", "jump"):
        first = last
    look = "fell_due" if trend.measure.is_good is None else "breaches"
    count = sum(getattr(m.numbers, look) for m in trend.months if first <= m.first <= last)
    return Said(text, first, last, look, count)


def _text(signal: Signal, first: date, last: date) -> str:
    values = {"count": signal.count, "first": language.month_in_full(first), "last": language.month_in_full(last)}
    if signal.rule == "jump":
        values["first"] = language.month_name(first)
    return say(TEXTS[signal.rule][0 if signal.is_high else 1], **values)


def _meaning(measure: Measure, signal: Signal) -> str:
    if measure.is_good is None:
        more = say("more fell due than this process brings")
        return more if signal.is_high else say("less fell due than this process brings")
    better, worse = MEANINGS[signal.rule]
    return say(better if signal.is_high == measure.is_good else worse)


# By rule what is said of a signal above the mean, and of one below.
TEXTS = {
    "outside": (
        known("%(last)s lies above the upper limit"),
        known("%(last)s lies below the lower limit"),
    ),
    "run": (
        known("%(count)s months in a row, %(first)s to %(last)s, lie above the mean"),
        known("%(count)s months in a row, %(first)s to %(last)s, lie below the mean"),
    ),
    "near": (
        known("%(count)s months, %(first)s to %(last)s, lie nearer the upper limit than the mean"),
        known("%(count)s months, %(first)s to %(last)s, lie nearer the lower limit than the mean"),
    ),
    "jump": (
        known("From %(first)s to %(last)s it rose by more than the limit of the ranges"),
        known("From %(first)s to %(last)s it fell by more than the limit of the ranges"),
    ),
}
# By rule what it means where it is for the better, and where for the worse.
MEANINGS = {
    "outside": (known("something got better"), known("something got worse")),
    "run": (known("something got better, and it lasted"), known("something got worse, and it lasted")),
    "near": (
        known("something got better, a little and for some time"),
        known("something got worse, a little and for some time"),
    ),
    "jump": (known("something changed"), known("something changed")),
}
