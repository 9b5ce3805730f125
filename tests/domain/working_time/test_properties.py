"""What must hold for every calendar, zone and change of offset from 2000 to 2037."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from steadfast.domain.working_time import CalendarError, Clock, Hours, Kind, Pause
from tests.domain.working_time.calendars import scenes
from tests.domain.working_time.minute_stepper import MinuteStepper, clean_edges, minutes, minutes_by_edges

DAY = 86_400
quick = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
offsets = st.integers(-8 * DAY, 8 * DAY)
works = st.integers(1, 200 * 3600)
type Scene = tuple[int, list[dict[str, Any]]]


def made(calendar: dict[str, Any]) -> Hours:
    try:
        return Hours.from_dict(calendar)
    except CalendarError as refusal:
        assume(refusal.code != "empty-calendar")
        raise


@quick
@given(scenes(), offsets, offsets, offsets)
def test_working_time_grows_no_faster_than_time_and_does_not_depend_on_where_it_is_cut(
    scene: Scene, first: int, second: int, third: int
) -> None:
    near, [calendar] = scene
    a, b, c = sorted((near + first, near + second, near + third))
    hours = made(calendar)
    assert 0 <= hours.worked_s(a, b) <= b - a
    assert hours.worked_s(a, b) + hours.worked_s(b, c) == hours.worked_s(a, c)
    assert hours.worked_s(b, a) == 0


@quick
@given(scenes(), offsets, works)
def test_a_due_time_is_the_first_instant_at_which_the_work_is_done(scene: Scene, shift: int, work: int) -> None:
    near, [calendar] = scene
    hours, start = made(calendar), near + shift
    due = hours.due_s(start, work)
    assert hours.worked_s(start, due) == work
    assert hours.worked_s(start, due - 1) == work - 1
    assert hours.due_s(start, 0) == start


@quick
@given(scenes(), offsets)
def test_open_opens_and_closes_tell_the_same_story_as_the_spans(scene: Scene, shift: int) -> None:
    near, [calendar] = scene
    hours, moment = made(calendar), near + shift
    opening, closing = hours.opens_s(moment), hours.closes_s(moment)
    assert hours.open_at_s(moment) == (opening == moment)
    assert hours.open_at_s(opening)
    assume(closing is not None)
    assert closing is not None and not hours.open_at_s(closing) and hours.open_at_s(closing - 1)
    spans = hours.spans_s(moment, closing)
    assert spans == [(opening, closing)]
    assert hours.worked_s(moment, closing) == closing - opening


@quick
@given(scenes(2), offsets, st.integers(0, 9 * DAY))
def test_both_and_either_obey_the_laws_of_sets(scene: Scene, shift: int, length: int) -> None:
    near, calendars = scene
    one, two = (made(calendar) for calendar in calendars)
    start, end = near + shift, near + shift + length
    either = one | two
    try:
        both = one & two
    except CalendarError:
        assume(False)
    assert both.worked_s(start, end) + either.worked_s(start, end) == one.worked_s(start, end) + two.worked_s(
        start, end
    )
    assert both.open_at_s(start) == (one.open_at_s(start) and two.open_at_s(start))
    assert either.open_at_s(start) == (one.open_at_s(start) or two.open_at_s(start))
    assert (two & one).spans_s(start, end) == both.spans_s(start, end)
    assert (one & one).spans_s(start, end) == one.spans_s(start, end) == (one | both).spans_s(start, end)
    assert (one & Hours.always("UTC")).spans_s(start, end) == one.spans_s(start, end)


@quick
@given(scenes(), st.lists(st.tuples(offsets, st.integers(0, 90 * 3600), offsets), min_size=1, max_size=30))
def test_a_batch_gives_what_one_question_at_a_time_gives(scene: Scene, rows: list[tuple[int, int, int]]) -> None:
    near, [calendar] = scene
    hours = made(calendar)
    starts = np.array([near + start for start, _, _ in rows], dtype=np.int64)
    work = np.array([seconds for _, seconds, _ in rows], dtype=np.int64)
    ends = np.array([near + end for _, _, end in rows], dtype=np.int64)
    dues = [hours.due_s(start, seconds) for start, seconds in zip(starts.tolist(), work.tolist(), strict=True)]
    worked = [hours.worked_s(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    assert hours.due_many(starts, work).tolist() == dues
    assert hours.worked_many(starts, ends).tolist() == worked
    assert hours.due_many(starts, 3600).tolist() == [hours.due_s(start, 3600) for start in starts.tolist()]


@quick
@given(scenes())
def test_a_calendar_survives_being_written_down(scene: Scene) -> None:
    hours = made(scene[1][0])
    again = Hours.from_dict(hours.to_dict())
    assert (again, again.digest, again.to_dict()) == (hours, hours.digest, hours.to_dict())


@quick
@given(scenes(), works, st.lists(st.tuples(offsets, st.integers(0, 3 * DAY)), max_size=4), offsets)
def test_pauses_take_out_the_working_time_they_cover_and_nothing_else(
    scene: Scene, work: int, lengths: list[tuple[int, int]], shift: int
) -> None:
    near, [calendar] = scene
    hours = made(calendar)
    pauses = tuple(Pause(_at(near + start), _at(near + start + length)) for start, length in lengths)
    halves = tuple(part for pause in pauses for part in _split(pause))
    clock = Clock(hours, work, _at(near), pauses)
    assert clock.due is not None
    assert clock.worked(clock.due) == work and clock.left(clock.due) == 0
    assert clock.worked(_at(int(clock.due.timestamp()) - 1)) == work - 1
    assert Clock(hours, work, _at(near), (*halves, *pauses)).due == clock.due
    now = _at(near + shift)
    open_steps = clock.explain(now)
    assert sum(s.seconds for s in open_steps if s.kind in (Kind.COUNTED, Kind.OVER)) == clock.worked(now)
    assert sum(s.seconds for s in open_steps if s.kind in (Kind.COUNTED, Kind.LEFT)) == work
    assert all(one.end == two.start for one, two in pairwise(open_steps))
    assert (open_steps[0].start, open_steps[-1].end) == (_at(near), max(clock.due, now))


@settings(quick, max_examples=30)
@given(scenes(), st.integers(-2 * DAY, 2 * DAY), st.integers(1, 30 * 60))
def test_answers_equal_those_of_a_clock_on_the_wall_read_every_minute(scene: Scene, shift: int, work: int) -> None:
    near, [calendar] = scene
    start = (near + shift) // 60
    end = start + 1440
    assume(clean_edges(calendar["timezone"], start - 1440, end + 1440, edges(calendar)))
    hours, stepper = made(calendar), MinuteStepper(calendar)
    assert hours.worked_s(start * 60, end * 60) == stepper.worked(start, end) * 60
    due = stepper.due(start, work, 1440)
    if due is not None:
        assert hours.due_s(start * 60, work * 60) == due * 60


@settings(quick, max_examples=100)
@given(scenes(), st.integers(-DAY, DAY))
def test_edges_inside_a_gap_or_a_fold_are_read_as_rfc_5545_says(scene: Scene, shift: int) -> None:
    near, [calendar] = scene
    start = (near + shift) // 60
    expected = minutes_by_edges(calendar, _at(near).date() - timedelta(days=5), 11)
    spans = made(calendar).spans_s(start * 60, start * 60 + DAY)
    found = {minute for low, high in spans for minute in range(low // 60, high // 60)}
    assert found == {minute for minute in expected if start <= minute < start + 1440}


def edges(calendar: dict[str, Any]) -> set[int]:
    """Every minute of day on which an interval starts or ends, and midnight, on which holidays do."""
    dated = [*calendar["weekly"].values(), *calendar["closures"].values(), *calendar["special_days"].values()]
    return {0, *(minutes(text) % 1440 for intervals in dated for interval in intervals for text in interval)}


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _split(pause: Pause) -> tuple[Pause, Pause]:
    assert pause.end is not None
    middle = _at(int((pause.start.timestamp() + pause.end.timestamp()) / 2))
    return Pause(pause.start, middle), Pause(middle, pause.end)
