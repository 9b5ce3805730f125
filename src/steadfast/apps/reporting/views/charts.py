"""Trends as pictures: process-behavior charts with their limits in words, their signals and the table behind them."""

from dataclasses import dataclass, replace
from functools import partial

from django.utils.safestring import SafeString

from steadfast.apps.reporting.queries.months import Months
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.apps.reporting.queries.signal_words import Said, limits_words, said, value
from steadfast.apps.reporting.queries.trends import Trend
from steadfast.apps.reporting.views import addresses
from steadfast.domain import language
from steadfast.domain.language import known, say, say_n
from steadfast.domain.measures.signals import Signal
from steadfast.domain.measures.xmr import Limits, Stretch
from steadfast.foundation.drawings import process

MONTHS = 24  # drawn and in the table; limits may come from earlier ones
SIGNALS = 4
RULES = {"outside": known("outside"), "run": known("run"), "near": known("near"), "jump": known("jump")}


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
        say(trend.measure.title),
        [_limits(trend, stretch) for stretch in trend.chart.stretches],
        _values(trend, start, chosen),
        _ranges(trend, start),
        told[:SIGNALS],
        len(told) - SIGNALS,
        [_row(trend, place) for place in reversed(range(start, len(trend.months)))],
    )


def _told(one: Said, chosen: Selection) -> Told:
    part = replace(chosen, months=Months(one.first, one.last))
    if one.look == "breaches":
        url, look = addresses.breaches(part), say_n("Look at its %(n)s breach", "Look at its %(n)s breaches", one.count)
    else:
        url = addresses.rows(part, one.look)
        look = say_n("Look at its %(n)s promise", "Look at its %(n)s promises", one.count)
    return Told(one.text, look, url if one.count else "")


def _limits(trend: Trend, stretch: Stretch) -> str:
    places = [place for place in range(stretch.first, stretch.end) if trend.chart.values[place] is not None] or [
        stretch.first
    ]
    last = places[min(len(places), stretch.limits.count if stretch.limits else 1) - 1]
    first_month, last_month = trend.months[places[0]].first, trend.months[last].first
    words = limits_words(trend.measure, stretch.limits, first_month, last_month)
    if not stretch.first:
        return words
    return say("From %(month)s on. %(words)s", month=language.month_of_year(first_month), words=words)


def _values(trend: Trend, start: int, chosen: Selection) -> SafeString:
    marked = {place for signal in trend.chart.signals for place in _marked(signal)}
    points = [_point(trend, place, chosen, place in marked) for place in range(start, len(trend.months))]
    spans = [
        process.Span(max(s.first, start) - start, s.end - start, s.limits.mean, s.limits.low, s.limits.high)
        for s in trend.chart.stretches
        if s.limits and s.end > start
    ]
    about = say("The middle line is the mean, the outer ones are the limits of what this process does by itself.")
    return process.svg(
        points, spans, say("%(title)s by month", title=say(trend.measure.title)), about, partial(_mark, trend)
    )


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
            say(
                "%(short)s: %(value)s from the month before",
                short=_short(trend, place),
                value=value(trend.measure, found),
            ),
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
    about = say("How far each month lies from the one before, with the mean and the upper limit of these ranges.")
    return process.svg(
        points, spans, say("%(title)s: moving ranges", title=say(trend.measure.title)), about, partial(_mark, trend)
    )


def _point(trend: Trend, place: int, chosen: Selection, is_signal: bool) -> process.Point:
    month, found = trend.months[place], trend.seen[place]
    words = f"{_short(trend, place)}: {value(trend.measure, found)}"
    return process.Point(
        _short(trend, place),
        found,
        say("%(value)s, still running", value=words)
        if month.is_running
        else say("%(value)s, a signal", value=words)
        if is_signal
        else words,
        addresses.rows(chosen.in_month(month.first), "fell_due") if month.numbers.fell_due else "",
        is_hollow=month.is_running,
        is_signal=is_signal,
    )


def _row(trend: Trend, place: int) -> tuple[str, ...]:
    shown = partial(value, trend.measure)
    month, found = trend.months[place], _limits_at(trend, place)
    limits = say("%(low)s to %(high)s", low=shown(found.low), high=shown(found.high)) if found else "–"
    rules = {signal.rule: None for signal in trend.chart.signals if signal.first <= place <= signal.last}
    note = say("running") if month.is_running else ", ".join(say(RULES[rule]) for rule in rules)
    numbers = (shown(trend.seen[place]), shown(trend.chart.ranges[place]), shown(found.mean) if found else "–", limits)
    return (_short(trend, place), *numbers, note)


def _limits_at(trend: Trend, place: int) -> Limits | None:
    return next((s.limits for s in trend.chart.stretches if s.first <= place < s.end), None)


def _short(trend: Trend, place: int) -> str:
    return language.month_of_year(trend.months[place].first)


def _mark(trend: Trend, number: float) -> str:
    """Say a value beside a line across, shorter than elsewhere."""
    return f"{language.plain(100 * number)} %" if trend.measure.key == "share" else language.plain(number)
