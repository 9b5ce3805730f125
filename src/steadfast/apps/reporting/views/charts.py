"""Trends as pictures: process-behavior charts with their limits in words, their signals and the table behind them."""

from dataclasses import dataclass, replace
from functools import partial

from django.utils.safestring import SafeString

from steadfast.apps.reporting.queries.months import Months
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.apps.reporting.queries.signal_words import Said, limits_words, said, value
from steadfast.apps.reporting.queries.trends import Trend
from steadfast.apps.reporting.views import addresses
from steadfast.domain.measures.signals import Signal
from steadfast.domain.measures.xmr import Limits, Stretch
from steadfast.foundation.drawings import process

MONTHS = 24  # drawn and in the table; limits may come from earlier ones
SIGNALS = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A signal in words and where to look."""

    text: str
    look: str
    url: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A trend on the page. `rows`: month, value, range, mean, limits, note: what the pictures say, as a table."""

    title: str
    limits: list[str]
    picture: SafeString
    ranges: SafeString
    signals: list[Told]
    more: int
    rows: list[tuple[str, ...]]


def drawn(trend: Trend, chosen: Selection) -> Drawn:
    """Return a trend as a page shows it, its last MONTHS."""
    start = max(0, len(trend.months) - MONTHS)
    told = [_told(one, chosen) for one in said(trend)]
    return Drawn(
        trend.measure.title,
        [_limits(trend, stretch) for stretch in trend.chart.stretches],
        _values(trend, start, chosen),
        _ranges(trend, start),
        told[:SIGNALS],
        len(told) - SIGNALS,
        [_row(trend, place) for place in reversed(range(start, len(trend.months)))],
    )


def _told(one: Said, chosen: Selection) -> Told:
    name = "breach" if one.look == "breaches" else "promise"
    plural = {"breach": "breaches", "promise": "promises"}[name]
    part = replace(chosen, months=Months(one.first, one.last))
    url = addresses.breaches(part) if one.look == "breaches" else addresses.rows(part, one.look)
    return Told(one.text, f"{one.count:,} {name if one.count == 1 else plural}", url if one.count else "")


def _limits(trend: Trend, stretch: Stretch) -> str:
    places = [place for place in range(stretch.first, stretch.end) if trend.chart.values[place] is not None] or [
        stretch.first
    ]
    last = places[min(len(places), stretch.limits.count if stretch.limits else 1) - 1]
    first_month, last_month = trend.months[places[0]].first, trend.months[last].first
    words = limits_words(trend.measure, stretch.limits, first_month, last_month)
    return f"From {first_month:%b %Y} on. {words}" if stretch.first else words


def _values(trend: Trend, start: int, chosen: Selection) -> SafeString:
    marked = {place for signal in trend.chart.signals for place in _marked(signal)}
    points = [_point(trend, place, chosen, place in marked) for place in range(start, len(trend.months))]
    spans = [
        process.Span(max(s.first, start) - start, s.end - start, s.limits.mean, s.limits.low, s.limits.high)
        for s in trend.chart.stretches
        if s.limits and s.end > start
    ]
    about = "The middle line is the mean, the outer ones are the limits of what this process does by itself."
    return process.svg(points, spans, f"{trend.measure.title} by month", about, partial(_mark, trend))


def _marked(signal: Signal) -> range:
    """Return the places to ring: a jump is seen in the ranges, a run is all of it."""
    if signal.rule == "jump":
        return range(0)
    return range(signal.first if signal.rule == "run" else signal.last, signal.last + 1)


def _ranges(trend: Trend, start: int) -> SafeString:
    marked = {signal.last for signal in trend.chart.signals if signal.rule == "jump"}
    points = [
        process.Point(
            _short(trend, place),
            found,
            f"{_short(trend, place)}: {value(trend.measure, found)} from the month before",
            is_signal=place in marked,
        )
        for place, found in enumerate(trend.chart.ranges)
        if place >= start
    ]
    spans = [
        process.Span(max(s.first, start) - start, s.end - start, s.limits.mean_range, None, s.limits.high_range)
        for s in trend.chart.stretches
        if s.limits and s.end > start
    ]
    about = "How far each month lies from the one before, with the mean and the upper limit of these ranges."
    return process.svg(points, spans, f"{trend.measure.title}: moving ranges", about, partial(_mark, trend))


def _point(trend: Trend, place: int, chosen: Selection, is_signal: bool) -> process.Point:
    month, found = trend.months[place], trend.seen[place]
    words = f"{_short(trend, place)}: {value(trend.measure, found)}"
    return process.Point(
        _short(trend, place),
        found,
        f"{words}, still running" if month.is_running else f"{words}, a signal" if is_signal else words,
        addresses.rows(chosen.in_month(month.first), "fell_due") if month.numbers.fell_due else "",
        is_hollow=month.is_running,
        is_signal=is_signal,
    )


def _row(trend: Trend, place: int) -> tuple[str, ...]:
    say = partial(value, trend.measure)
    month, found = trend.months[place], _limits_at(trend, place)
    limits = f"{say(found.low)} to {say(found.high)}" if found else "–"
    rules = {signal.rule: None for signal in trend.chart.signals if signal.first <= place <= signal.last}
    note = "running" if month.is_running else ", ".join(rules)
    numbers = (say(trend.seen[place]), say(trend.chart.ranges[place]), say(found.mean) if found else "–", limits)
    return (_short(trend, place), *numbers, note)


def _limits_at(trend: Trend, place: int) -> Limits | None:
    return next((s.limits for s in trend.chart.stretches if s.first <= place < s.end), None)


def _short(trend: Trend, place: int) -> str:
    return f"{trend.months[place].first:%b %Y}"


def _mark(trend: Trend, number: float) -> str:
    """Say a value beside a line across, shorter than elsewhere."""
    return f"{100 * number:g} %" if trend.measure.key == "share" else f"{number:,g}"
