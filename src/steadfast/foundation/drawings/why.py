"""Why a due time is what it is: the steps of its clock as a list, each with what it counts for.

A long clock first shows its beginning and its end; all its steps open below. What a step counts for is said between the
minutes that it names, so that 19:15-22:00 reads 2 h 45 whatever its seconds, and the steps add up to what was promised.
"""

from collections.abc import Sequence
from datetime import timedelta, tzinfo

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from steadfast.domain.commitment import durations
from steadfast.domain.commitment.line.spoken import span
from steadfast.domain.language import known, say, say_n
from steadfast.domain.working_time import Kind, Step

WORDS = {Kind.COUNTED: known("counted"), Kind.LEFT: known("left"), Kind.OVER: known("over")}
SHORT, FIRST, LAST = 9, 3, 4
WEEK = timedelta(days=6)  # a longer clock has two of the same weekday, so it names dates
Row = tuple[str, str, str]  # class (out: counts for nothing), what happened, what it counts for


def steps_list(steps: Sequence[Step], zone: tzinfo, total: str = "", due: str | SafeString = "") -> SafeString:
    """Return the steps with a sum below: `total` ("8 h from Mon 11:00, agreement Standard §3") and `due`."""
    dated = bool(steps) and steps[-1].end - steps[0].start > WEEK
    rows = [_row(step, zone, dated) for step in steps]
    end = f'<li class="sum"><span>{escape(total)}</span><span>{conditional_escape(due)}</span></li>' if total else ""
    if len(rows) <= SHORT:
        return mark_safe(f'<ol class="why">{_items(rows)}{end}</ol>')
    short = [*rows[:FIRST], _between(steps[FIRST:-LAST]), *rows[-LAST:]]
    all_steps = say_n("The one step", "All %(n)s steps", len(rows))
    every = f'<details><summary>{escape(all_steps)}</summary><ol class="why">{_items(rows)}</ol></details>'
    return mark_safe(f'<ol class="why">{_items(short)}{end}</ol>{every}')


def _row(step: Step, zone: tzinfo, dated: bool) -> Row:
    at = span(step.start, step.end, zone, dated=dated)
    if step.kind is Kind.PAUSED:
        return "out", f"{at} {_pause(step.note)}", say("not counted")
    if step.kind is Kind.HOLIDAY:
        return "out", f"{at} {step.note or say('holiday')}", say("skipped")
    if step.kind is Kind.CLOSED:
        return "out", f"{at} {step.note or say('closed')}", "–"
    return "", f"{at} {say(WORDS[step.kind])}", durations.working(_said(step))


def _said(step: Step) -> int:
    """Return the seconds of an open step as its two times say them, in whole minutes; its own when under a minute,
    and when closed hours lie within it: what is over runs in one step until now."""
    between = (int(step.end.timestamp()) // 60 - int(step.start.timestamp()) // 60) * 60
    return between if durations.MINUTE <= step.seconds > between - durations.MINUTE else step.seconds


def _pause(note: str) -> str:
    """Return why the clock stood still. The time between resolving and reopening is a pause named "resolved"."""
    if note in ("", "resolved"):
        return say(note or "waiting")
    return say("waiting: %(why)s", why=note)


def _between(steps: Sequence[Step]) -> Row:
    counted = sum(_said(step) for step in steps if step.kind in (Kind.COUNTED, Kind.LEFT))
    return "out", say_n("… %(n)s step between", "… %(n)s steps between", len(steps)), durations.working(counted)


def _items(rows: Sequence[Row]) -> str:
    return "".join(
        f'<li class="{kind}"><span>{escape(what)}</span><span>{value}</span></li>' for kind, what, value in rows
    )
