"""The promise line shows what the clock explains: its pieces fill 0 to 100 and due always stands in one place."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.commitment import durations, line
from steadfast.domain.commitment.line.scale import DUE
from steadfast.domain.working_time import Clock, Hours, Pause

LONDON = ZoneInfo("Europe/London")
HOURS = Hours("Europe/London", {day: [("08:00", "17:00")] for day in ("mon", "tue", "wed", "thu", "fri")})
MONDAY = datetime(2026, 11, 23, tzinfo=LONDON)


def at(day: int, clock: str) -> datetime:
    """Return a time of the week of MONDAY."""
    hour, minute = clock.split(":")
    return MONDAY + timedelta(days=day, hours=int(hour), minutes=int(minute))


def drawn(hours: float, since: datetime, now: datetime, *pauses: Pause, done: datetime | None = None) -> line.Line:
    clock = Clock(HOURS, int(hours * 3600), since, pauses, done)
    assert clock.due is not None
    return line.draw(clock.explain(now), due=clock.due, now=now, zone=LONDON, done=done)


def kinds(drawing: line.Line) -> list[str]:
    return [piece.kind for piece in drawing.pieces]


def width(drawing: line.Line, kind: str) -> float:
    return sum(piece.width for piece in drawing.pieces if piece.kind == kind)


def test_half_of_the_hours_used_is_half_of_the_way_to_due() -> None:
    drawing = drawn(4, at(0, "08:00"), at(0, "10:00"))
    assert kinds(drawing) == ["used", "left", "off"]
    assert drawing.now_x == DUE / 2
    assert drawing.due_x == DUE


def test_a_night_is_a_thin_gap() -> None:
    drawing = drawn(4, at(0, "15:00"), at(1, "09:00"))
    assert kinds(drawing) == ["used", "off", "used", "left", "off"]
    assert 0 < drawing.pieces[1].width < 2


def test_a_wait_is_drawn_as_long_as_the_open_hours_that_it_took() -> None:
    wait = Pause(at(0, "15:00"), at(0, "17:00"), "waiting on Lena")
    drawing = drawn(8, at(0, "11:00"), at(1, "10:00"), wait)
    assert kinds(drawing) == ["used", "pause", "off", "used", "left", "off"]
    assert abs(drawing.pieces[1].width * 2 - drawing.pieces[0].width) < 0.02


def test_a_long_wait_leaves_room_for_the_work() -> None:
    drawing = drawn(1, at(0, "08:00"), at(0, "08:30"), Pause(at(0, "09:00"), at(40, "09:00")), done=None)
    assert width(drawing, "pause") < 0.5 * DUE


def test_what_is_late_stands_beyond_due_and_now_at_its_end() -> None:
    drawing = drawn(2, at(0, "08:00"), at(0, "10:35"))
    over = next(piece for piece in drawing.pieces if piece.kind == "over")
    assert over.x == DUE
    assert drawing.now_x is not None
    assert abs(over.x + over.width - drawing.now_x) < 0.02


def test_a_promise_that_fell_due_on_friday_evening_is_seen_to_be_late_on_saturday() -> None:
    drawing = drawn(2, at(4, "15:00"), at(5, "12:00"))
    assert "over" in kinds(drawing)
    assert drawing.label.endswith("19 h late")


def test_more_than_a_month_late_stays_on_the_line() -> None:
    drawing = drawn(2, at(0, "08:00"), at(40, "10:00"))
    assert drawing.now_x is not None
    assert DUE < drawing.now_x < 100


def test_what_was_done_early_shows_neither_now_nor_what_was_left() -> None:
    drawing = drawn(4, at(0, "08:00"), at(2, "12:00"), done=at(0, "09:00"))
    assert kinds(drawing) == ["used", "off"]
    assert drawing.now_x is None


def test_the_label_says_what_the_picture_shows() -> None:
    wait = Pause(at(0, "15:00"), at(0, "17:00"), "waiting on Lena")
    drawing = drawn(8, at(0, "11:00"), at(1, "10:00"), wait)
    assert drawing.label == "6 h of 8 h used; waiting on Lena Mon 15:00–17:00; due Tue 12:00"


instants = st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 24), timezones=st.just(UTC)).map(
    lambda instant: instant.replace(microsecond=0)
)
pauses = st.lists(
    st.tuples(instants, st.integers(0, 20 * 86_400)).map(lambda p: Pause(p[0], p[0] + timedelta(seconds=p[1]))),
    max_size=4,
)


@given(
    hours=st.integers(0, 160 * 3600),
    since=instants,
    now=instants,
    waits=pauses,
    done=st.none() | instants,
)
def test_pieces_fill_the_line_in_order(
    hours: int, since: datetime, now: datetime, waits: list[Pause], done: datetime | None
) -> None:
    done = done if done is not None and since <= done <= now else None
    clock = Clock(HOURS, hours, since, tuple(waits), done)
    assert clock.due is not None
    drawing = line.draw(clock.explain(now), due=clock.due, now=now, zone=LONDON, done=done)
    end = 0.0
    for piece in drawing.pieces:
        assert piece.width >= 0
        assert abs(piece.x - end) < 0.02
        end = piece.x + piece.width
    assert abs(end - 100) < 0.02
    assert drawing.now_x is None or 0 <= drawing.now_x <= 100
    assert (width(drawing, "over") > 0) == ((done or now) > clock.due)


@given(hours=st.integers(1, 160 * 3600), since=instants, now=instants, waits=pauses)
def test_a_clock_draws_what_its_steps_draw(hours: int, since: datetime, now: datetime, waits: list[Pause]) -> None:
    clock = Clock(HOURS, hours, since, tuple(waits))
    assert clock.due is not None
    quick = line.of_clock(clock, due=clock.due, now=now, zone=LONDON)
    slow = line.draw(clock.explain(now), due=clock.due, now=now, zone=LONDON)
    assert quick.now_x == slow.now_x
    assert [piece.kind for piece in quick.pieces] == [piece.kind for piece in slow.pieces]
    assert all(abs(a.x - b.x) < 0.02 for a, b in zip(quick.pieces, slow.pieces, strict=True))


def test_a_promise_of_years_is_drawn_without_its_nights() -> None:
    clock = Clock(HOURS, 4_000 * 3600, at(0, "08:00"))
    assert clock.due is not None
    drawing = line.of_clock(clock, due=clock.due, now=at(100, "12:00"), zone=LONDON)
    assert kinds(drawing) == ["used", "left", "off"]
    assert drawing.label.startswith("652 h of 4000 h used")


def test_durations_are_said_as_people_say_them() -> None:
    said = {0: "0 min", 45: "45 s", 2100: "35 min", 7200: "2 h", 5400: "1 h 30", 223_200: "62 h", 3_660: "1 h 01"}
    assert {seconds: durations.working(seconds) for seconds in said} == said
    assert durations.working(-2100) == "35 min"
    assert durations.calendar(9 * 86_400 + 5) == "9 days"
    assert durations.calendar(47 * 3600) == "47 h"
