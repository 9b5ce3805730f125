"""The time left of a promise in two lines: "2 h left" over "due 12:00", "35 min late" over "was due 09:25"."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from steadfast.domain.commitment import durations
from steadfast.domain.language import say
from steadfast.foundation import moments


@dataclass(frozen=True, slots=True)
class Left:
    """`seconds` of working time until due (below 0: since), none without a calendar: then days are said."""

    due: datetime
    seconds: int | None = None
    warn: datetime | None = None
    waiting: bool = False

    def tone(self, now: datetime) -> str:
        if now > self.due:
            return "is-late"
        if self.waiting:
            return "is-wait"
        return "is-soon" if self.warn is not None and now >= self.warn else ""


def cell(left: Left, *, now: datetime, zone: tzinfo) -> SafeString:
    """Return the cell at the end of a row."""
    strong, lead, words = _late(left, now, zone) if now > left.due else _ahead(left, now, zone)
    tone = left.tone(now)
    time = moments.markup(left.due, words, zone)
    classes = f"left {tone}" if tone else "left"
    return mark_safe(
        f'<div class="{classes}"><strong>{escape(strong)}</strong><span>{escape(lead)} {time}</span></div>'
    )


def _late(left: Left, now: datetime, zone: tzinfo) -> tuple[str, str, str]:
    if left.seconds is None or abs(left.seconds) < durations.MINUTE:  # it has hardly opened since
        late = durations.calendar(int((now - left.due).total_seconds()))
    else:
        late = durations.working(left.seconds)
    return say("%(time)s late", time=late), say("was due"), moments.due(left.due, now, zone)


def _ahead(left: Left, now: datetime, zone: tzinfo) -> tuple[str, str, str]:
    words = moments.due(left.due, now, zone)
    if left.seconds is not None:
        lead = say("waiting, due") if left.waiting else say("due")
        return say("%(time)s left", time=durations.working(left.seconds)), lead, words
    near = moments.near_day(left.due, now, zone)
    if near == words:
        return near, say("due at"), f"{left.due.astimezone(zone):%H:%M}"
    is_near = moments.is_near(left.due, now, zone)
    return near, say("due"), f"{left.due.astimezone(zone):%H:%M}" if is_near else words
