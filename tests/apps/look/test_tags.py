"""The tags say in words what they color, escape what people wrote, and lead from each number to its rows."""

from datetime import timedelta
from types import SimpleNamespace

from steadfast.domain.commitment import line
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.domain.working_time import Clock, Hours, Pause
from steadfast.foundation import moments
from tests.apps.look.pages import NOW, parsed, render

EVIL = '"><script>alert(1)</script>'
FOUR = FourNumbers(kept=1041, kept_late=2, withdrawn=1, open_late=1, not_yet=6)
WEEK = Hours("Europe/Berlin", {day: [("08:00", "17:00")] for day in ("mon", "tue", "wed", "thu", "fri")})


def test_the_four_numbers_stand_in_their_order_with_their_words() -> None:
    tree = parsed(render("{% four numbers %}", numbers=FOUR))
    assert [" ".join("".join(part.itertext()).split()) for part in tree] == [
        "1,041 kept",
        "3 broken",
        "1 open and late",
        "6 not yet judged",
    ]


def test_each_of_the_four_leads_to_its_rows() -> None:
    tree = parsed(render("{% four numbers link %}", numbers=FOUR, link=f"/rows/?a={EVIL}&verdict="))
    assert [(part.get("href") or "").rsplit("=", 1)[1] for part in tree] == ["kept", "broken", "open_late", "not_yet"]


def test_the_bar_says_what_it_shows_and_nothing_when_there_is_nothing() -> None:
    tree = parsed(render('{% four_bar numbers "What we owe you" %}', numbers=FOUR))
    assert tree.get("aria-label") == "What we owe you: 1,041 kept, 3 broken, 1 open and late, 6 not yet judged"
    assert abs(sum(float((part.get("width") or "").rstrip("%")) for part in tree) - 100) < 0.1
    assert "nothing yet" in render("{% four_bar numbers %}", numbers=FourNumbers())


def test_a_share_never_reads_as_all_when_something_was_broken() -> None:
    assert render("{{ a|percent }} {{ b|percent }} {{ c|percent }}", a=0.99996, b=1.0, c=None) == "99.9 % 100 % –"
    assert render("{{ a|percent }}", a=0.934) == "93.4 %"


def test_a_share_is_rounded_to_the_nearest_tenth_and_never_reads_as_none_when_something_was_kept() -> None:
    assert render("{{ a|percent }} {{ b|percent }}", a=2 / 3, b=701 / 1406) == "66.7 % 49.9 %"
    assert render("{{ a|percent }} {{ b|percent }} {{ c|percent }}", a=0.0004, b=0.0, c=0.0025) == "0.1 % 0 % 0.3 %"


def test_an_open_promise_past_due_is_called_open_and_late() -> None:
    before, after = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
    assert parsed(render('{% verdict_tag "open" due %}', due=before)).text == "open and late"
    assert parsed(render('{% verdict_tag "open" due %}', due=after)).text == "open"
    assert parsed(render('{% verdict_tag "kept" None words %}', words=EVIL)).text == EVIL


def test_the_promise_line_is_one_picture_with_its_sentence() -> None:
    clock = Clock(WEEK, 8 * 3600, NOW, (Pause(NOW + timedelta(hours=1), NOW + timedelta(hours=2), EVIL),))
    assert clock.due is not None
    drawn = line.of_clock(clock, due=clock.due, now=NOW, zone=moments.zone_of("Europe/Berlin"))
    tree = parsed(render("{% promise_line line %}", line=drawn))
    assert tree.get("role") == "img"
    assert EVIL in (tree.get("aria-label") or "")
    assert [part.get("class") for part in tree if part.tag == "line"] == ["due", "now"]
    assert tree.findall("rect[@fill='url(#hatch)']")
    assert render("{% promise_line line %}", line=None) == ""


def test_why_lists_each_step_and_what_it_counts_for() -> None:
    clock = Clock(WEEK, 8 * 3600, NOW, (Pause(NOW + timedelta(hours=1), NOW + timedelta(hours=2), EVIL),))
    shown = render('{% why steps "8 h from Tue 11:00" due %}', steps=clock.explain(NOW), due=clock.due)
    rows = ["|".join("".join(part.itertext()) for part in row) for row in parsed(shown)]
    assert rows == [
        "Tue 11:00–12:00 left|1 h",
        f"Tue 12:00–13:00 waiting: {EVIL}|not counted",
        "Tue 13:00–17:00 left|4 h",
        "Tue 17:00–Wed 08:00 closed|–",
        "Wed 08:00–11:00 left|3 h",
        "8 h from Tue 11:00|tomorrow 11:00",
    ]


def test_a_step_counts_for_what_its_two_times_say_whatever_the_seconds() -> None:
    start = NOW + timedelta(hours=4, seconds=20)
    clock = Clock(WEEK, 8 * 3600, start, ())
    shown = render('{% why steps "8 h" due %}', steps=clock.explain(start), due=clock.due)
    rows = ["|".join("".join(part.itertext()) for part in row) for row in parsed(shown)]
    assert rows[0] == "Tue 15:00–17:00 left|2 h"
    assert rows[2] == "Wed 08:00–14:00 left|6 h"


def test_a_long_explanation_folds_but_keeps_every_step() -> None:
    clock = Clock(WEEK, 62 * 3600, NOW)
    steps = clock.explain(NOW)
    tree = parsed(f"<div>{render('{% why steps %}', steps=steps)}</div>")
    assert len(tree[0]) == 8
    assert tree.findtext("details/summary") == f"All {len(steps)} steps"
    assert len(tree.findall("details/ol/li")) == len(steps)


def test_ids_come_from_the_model_and_its_key() -> None:
    thing = SimpleNamespace(_meta=SimpleNamespace(model_name="commitment"), pk=42)
    assert render('{% dom_id thing %} {% dom_id thing "line" %}', thing=thing) == "commitment-42 line-commitment-42"


def test_counts_and_durations_without_a_value_are_a_dash() -> None:
    assert render("{{ n|count }} {{ n|working }} {{ n|left_words }}", n=None) == "– – –"
    assert (
        render("{{ a|count }} {{ b|working }} {{ c|left_words }}", a=2044, b=5400, c=-60) == "2,044 1 h 30 1 min late"
    )
