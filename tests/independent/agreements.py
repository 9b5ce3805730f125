"""Three agreements as the tests compute them: the source's own, the Italian one, and Standard as a what-if."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from tests import cast
from tests.independent.figures import Judged
from tests.independent.open_minutes import OpenMinutes
from tests.independent.stories import Story

HOUR = 3600
RESPONSE = {"P1": HOUR // 2, "P2": HOUR, "P3": 4 * HOUR, "P4": 8 * HOUR}
RESOLUTION = {"P1": 4 * HOUR, "P2": 8 * HOUR, "P3": 24 * HOUR, "P4": 40 * HOUR}
PAUSES = ("client", "resolved")


def closing(stories: Iterable[Story], hours: OpenMinutes, targets: Mapping[str, int]) -> Iterator[Judged]:
    """From opening to the first closing; nothing pauses. The priority in force at the end decides."""
    for story in stories:
        end = story.first_closed
        priority = story.priority_at(end)
        if priority in targets:
            due = hours.due(story.opened, targets[priority])
            yield _judged(story, "resolution", priority, due, due, end)


def resolving(
    stories: Iterable[Story],
    hours: OpenMinutes,
    targets: Mapping[str, int],
    now: datetime,
    *,
    pauses: tuple[str, ...] = PAUSES,
    last: bool = False,
) -> Iterator[Judged]:
    """From opening to the last resolving, less the waits in `pauses`; by the priority at the end, or the last one."""
    for story in stories:
        end = story.resolved
        priority = story.priority if last else story.priority_at(end)
        if priority not in targets:
            continue
        stood = [
            (since, min(until, end) if end else until)
            for reason, since, until in story.waits(now)
            if reason in pauses and (end is None or since < end)
        ]
        due = hours.due(story.opened, targets[priority], [pause for pause in stood if pause[0] < pause[1]])
        yield _judged(story, "resolution", priority, due, hours.due(story.opened, targets[priority]), end)


def standard(stories: Iterable[Story], now: datetime, days: tuple[date, date]) -> Iterator[Judged]:
    """As factories.STANDARD says, on office hours in London; a log knows no reply, so the end of all ends the first."""
    hours = OpenMinutes(cast.ZONE, dict.fromkeys(range(5), ((9, 17),)), days)
    several = list(stories)
    for story in several:
        end = min((at for at in (story.resolved, story.first_closed) if at is not None), default=None)
        due = hours.due(story.opened, RESPONSE[story.priority])
        yield _judged(story, "first response", story.priority, due, due, end)
    yield from resolving(several, hours, RESOLUTION, now, last=True)


def _judged(story: Story, kind: str, priority: str, due: datetime, felt: datetime, end: datetime | None) -> Judged:
    closed_as = "fulfilled" if end else ""
    return Judged(story.key, kind, priority, story.client, story.team, due, felt, end, closed_as)
