"""The clocks of a ticket: one per target, counted from the start with the target of the priority now in force.

A clock that has ended keeps the priority it ended under, so no later change can rejudge it.
"""

from collections.abc import Iterable
from datetime import datetime

from steadfast.domain.service_level.level import FIRST_RESPONSE, NEXT_UPDATE, RESOLUTION, ServiceLevel
from steadfast.domain.service_level.story import Event, Moment, Story
from steadfast.domain.working_time import Clock


def clocks(level: ServiceLevel, events: Iterable[Event], now: datetime) -> dict[str, Clock | None]:
    """A clock for every target, None where none runs: no such target, or not started, or no longer wanted."""
    story = Story(events, now)
    return {
        FIRST_RESPONSE: _clock(level, story, FIRST_RESPONSE, story.opened, story.answered),
        RESOLUTION: _clock(level, story, RESOLUTION, story.opened, story.resolved),
        NEXT_UPDATE: None if story.resolved else _clock(level, story, NEXT_UPDATE, story.updated, None),
    }


def _clock(level: ServiceLevel, story: Story, name: str, since: datetime | None, end: Moment | None) -> Clock | None:
    seconds = level.seconds(end.priority if end else story.priority, name)
    if since is None or seconds is None:
        return None
    pauses = (*story.waits(level.pause_states), *story.rests()) if name in level.paused_targets else ()
    return Clock(level.hours, seconds, since, pauses, end.at if end else None)
