"""The tags that every template has: instants, durations, the promise line, the four numbers, verdicts, ids.

Times are said in the zone of the reader (`request.actor.zone`) against the `now` of the context, else the clock.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from steadfast.domain import language
from steadfast.domain.commitment import durations
from steadfast.domain.commitment.line import Line
from steadfast.domain.language import say
from steadfast.domain.working_time import Step
from steadfast.foundation import clock, linking, moments
from steadfast.foundation.drawings import four as four_drawing
from steadfast.foundation.drawings import left as left_drawing
from steadfast.foundation.drawings import line as line_drawing
from steadfast.foundation.drawings import stack, week
from steadfast.foundation.drawings import why as why_drawing

register = template.Library()

DASH = "–"
SHAPES = {
    "when": moments.when,
    "due": moments.due,
    "day": moments.near_day,
    "dated": moments.dated,
    "clock": moments.clock_time,
}
TONES = {"kept": "kept", "kept late": "late", "broken": "late", "open and late": "late", "waiting": "wait"}


def zone_of(context: Context) -> tzinfo:
    return moments.zone_of(getattr(getattr(context.get("request"), "actor", None), "zone", "UTC"))


def now_of(context: Context) -> datetime:
    now = context.get("now")
    return now if isinstance(now, datetime) else clock.now()


@register.simple_tag(takes_context=True)
def when(context: Context, instant: datetime | None, shape: str = "when") -> SafeString | str:
    """Render an instant as <time>; shape: when (today 08:02), due, day, dated (4 Dec 12:00), clock (12:00), exact."""
    if instant is None:
        return DASH
    zone, now = zone_of(context), now_of(context)
    words = SHAPES.get(shape)
    return moments.markup(instant, words(instant, now, zone) if words else moments.exact(instant, zone), zone)


@register.simple_tag(takes_context=True)
def now_exact(context: Context) -> str:
    """Say when the page was made, for a sheet of paper."""
    return moments.exact(now_of(context), zone_of(context))


@register.filter
def working(seconds: int | None) -> str:
    """Say working time: "1 h 30", "35 min", "62 h"; None is a dash."""
    return DASH if seconds is None else durations.working(int(seconds))


@register.filter
def calendar_words(seconds: int | None) -> str:
    """Say time on the wall: "3 h", "5 days"; None is a dash."""
    return DASH if seconds is None else durations.calendar(int(seconds))


@register.filter
def left_words(seconds: int | None) -> str:
    """Say "2 h left" or, below nought, "35 min late"."""
    if seconds is None:
        return DASH
    time = durations.working(int(seconds))
    return say("%(time)s late", time=time) if seconds < 0 else say("%(time)s left", time=time)


@register.filter
def percent(share: float | None) -> str:
    """Say a share to the nearest tenth: "93.4 %"; 100 % means all and 0 % none; None is a dash."""
    if share is None:
        return DASH
    tenths = int(share * 1000 + 0.5 + 1e-9)
    if 0 < share < 1:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths // 10} %" if tenths % 10 == 0 else f"{language.decimal(tenths / 10, 1)} %"


@register.filter
def count(number: int | None) -> str:
    """Say a count: "2,044"; None is a dash."""
    return DASH if number is None else language.count(number)


@register.filter
def day_of_year(day: date) -> str:
    """Say a date with its weekday: "Fri 25 Dec 2026"."""
    return f"{language.short_weekday(day)} {language.day_of_year(day)}"


@register.filter
def plain_day(day: date | None) -> str:
    """Say a date: "25 Dec 2026"; None is a dash."""
    return DASH if day is None else language.day_of_year(day)


@register.filter
def month(day: date | None) -> str:
    """Say a month: "Nov 2026"; None is a dash."""
    return DASH if day is None else language.month_of_year(day)


@register.filter
def linked(text: str) -> SafeString:
    """Show what somebody wrote with the addresses in it as links."""
    return linking.linked(text)


@register.filter
def word(stored: object) -> str:
    """Say a word that is stored as data in the reader's language: a kind, a verdict, a role."""
    return say(str(stored)) if stored else ""


@register.simple_tag
def promise_line(line: Line | None) -> SafeString | str:
    """Draw a promise line (steadfast.domain.commitment.line.draw). The hatch of its waits is in page.html."""
    return "" if line is None else line_drawing.svg(line)


@register.simple_tag(takes_context=True)
def why(context: Context, steps: Sequence[Step], total: str = "", due: datetime | None = None) -> SafeString:
    """List the steps of a clock (`Clock.explain`) with what each counts for, below them `total` and the due time."""
    zone = zone_of(context)
    end = "" if due is None else moments.markup(due, moments.when(due, now_of(context), zone), zone)
    return why_drawing.steps_list(steps, zone, total, end)


@register.simple_tag(takes_context=True)
def time_left(
    context: Context,
    due: datetime,
    seconds: int | None = None,
    warn: datetime | None = None,
    waiting: bool = False,
) -> SafeString:
    """Render the cell "2 h left, due 12:00" of a row; `seconds` of working time, below 0 when late."""
    left = left_drawing.Left(due, seconds, warn, waiting)
    return left_drawing.cell(left, now=now_of(context), zone=zone_of(context))


@register.simple_tag
def four(numbers: four_drawing.Numbers, link: str = "") -> SafeString:
    """Render the four numbers with their marks; `link` + kept, broken, open_late or not_yet leads to the rows."""
    return four_drawing.words(numbers, link)


@register.simple_tag
def four_bar(numbers: four_drawing.Numbers, label: str = "") -> SafeString:
    return four_drawing.bar(numbers, label)


@register.simple_tag
def month_stacks(months: list[stack.Month], title: str) -> SafeString:
    return stack.svg(months, title)


@register.simple_tag
def week_hours(weekly: Mapping[str, Any], label: str = "") -> SafeString:
    """Draw the open hours of a week: {"mon": [("08:00", "17:00")], …}."""
    return week.svg(weekly, label)


@register.filter
def week_words(weekly: Mapping[str, Any]) -> str:
    return week.in_words(weekly)


@register.simple_tag(takes_context=True)
def verdict_tag(context: Context, verdict: Any, due: datetime | None = None, words: str = "") -> SafeString:
    """Render a verdict as a tag; an open one past due says "open and late". `words` stand for the verdict's own."""
    name = str(getattr(verdict, "verdict", verdict))
    if name == "open" and due is not None and now_of(context) > due:
        name = "open and late"
    return format_html('<span class="tag {}">{}</span>', TONES.get(name, ""), words or say(name))


@register.simple_tag
def dom_id(thing: Any, prefix: str = "") -> str:
    """Return the id of the element that shows a model's row: "commitment-42", or "line-commitment-42" with a prefix."""
    name = f"{thing._meta.model_name}-{thing.pk}"
    return f"{prefix}-{name}" if prefix else name
