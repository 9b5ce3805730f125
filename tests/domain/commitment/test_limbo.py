"""Limbo, bounces and ping-pong, on the worked table of the page and on stories with exact minutes."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from steadfast.domain.commitment import durations
from steadfast.domain.commitment.limbo import Fact, Limbo, fold
from steadfast.domain.working_time import Hours
from tests.domain.worked import table

LONDON = ZoneInfo("Europe/London")
OFFICE = Hours("Europe/London", {day: [("09:00", "17:00")] for day in ("mon", "tue", "wed", "thu", "fri")})
DAYS = {"Fri": 13, "Mon": 16, "Tue": 17, "Wed": 18}
PEOPLE = {"Ines": 1, "Kofi": 2, "Theo": 3}


def at(words: str) -> datetime:
    day, clock = words.split()
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 3, DAYS[day], hour, minute, tzinfo=LONDON)


def story(*told: tuple[str, str]) -> list[Fact]:
    """Return facts told as (when, what) in the words of the page."""
    return [_fact(at(when), what, number, told) for number, (when, what) in enumerate(told)]


def _fact(when: datetime, what: str, number: int, told: tuple[tuple[str, str], ...]) -> Fact:
    verb, *rest = what.split()
    person = PEOPLE.get(rest[-1]) if rest else None
    offer = max((n for n in range(number + 1) if told[n][1].startswith("offered")), default=0)
    data: dict[str, Any] = {"hand_over": offer, "commitment": None, "to": person, "team": 7}
    kinds = {"opened": "ticket.opened", "taken": "ticket.taken", "resolved": "ticket.resolved"}
    kind = kinds.get(verb, f"ticket.{verb}" if verb == "reopened" else f"hand_over.{verb}")
    if kind == "ticket.taken":
        data = {"owner": person}
    return Fact(kind, when, person, data)


def folded(*told: tuple[str, str], until: str = "Wed 12:00") -> Limbo:
    return fold(story(*told), OFFICE, at(until))


def test_the_worked_table() -> None:
    rows = table("limbo.md", "when")
    for number, row in enumerate(rows, 1):
        facts = story(*((each["when"], each["what"]) for each in rows[:number]))
        found = fold(facts, OFFICE, at(row["when"]))
        said = (durations.working(found.seconds), str(found.bounces), str(found.ping_pong))
        assert said == (row["limbo so far"], row["bounces"], row["ping-pong"]), row["when"]


def test_nobody_takes_it_over_the_weekend() -> None:
    found = folded(("Fri 16:00", "opened"), until="Mon 09:10")
    assert found.seconds == 70 * 60
    assert found.spans == ((at("Fri 16:00"), at("Mon 09:10")),)


def test_an_offer_while_nobody_took_it_counts_its_time_once() -> None:
    found = folded(("Mon 09:00", "opened"), ("Mon 09:10", "offered to Kofi"), ("Mon 09:30", "accepted by Kofi"))
    assert (found.seconds, found.bounces, found.ping_pong) == (30 * 60, 0, 0)


def test_a_resolution_ends_limbo_and_a_reopening_goes_on_where_it_was() -> None:
    found = folded(
        ("Mon 09:00", "opened"), ("Mon 09:20", "resolved"), ("Mon 15:00", "reopened"), ("Mon 15:05", "taken by Ines")
    )
    assert found.seconds == 25 * 60


def test_ping_pong_counts_each_straight_return() -> None:
    facts: list[tuple[str, str]] = [("Mon 09:00", "opened"), ("Mon 09:00", "taken by Ines")]
    for minute, who in enumerate(("Kofi", "Ines", "Kofi"), 1):
        facts += [(f"Mon 09:1{minute}", f"offered to {who}"), (f"Mon 09:1{minute}", f"accepted by {who}")]
    found = folded(*facts)
    assert (found.bounces, found.ping_pong) == (2, 2)


def test_three_hands_in_turn_are_no_ping_pong_but_a_return_is_a_bounce() -> None:
    found = folded(
        ("Mon 09:00", "opened"), ("Mon 09:00", "taken by Ines"), ("Mon 10:00", "taken by Kofi"),
        ("Mon 11:00", "taken by Theo"), ("Mon 12:00", "taken by Ines"),
    )  # fmt: skip
    assert (found.seconds, found.bounces, found.ping_pong) == (0, 1, 0)


def test_a_passing_to_a_deputy_and_back_counts_nowhere() -> None:
    passed = (
        ("Mon 09:00", "opened"), ("Mon 09:00", "taken by Ines"),
        ("Mon 10:00", "passed to Kofi"), ("Tue 09:00", "passed to Ines"),
    )  # fmt: skip
    assert folded(*passed) == Limbo(0, 0, 0)


def test_teams_bounce_as_persons_do() -> None:
    def accepted(number: int, person: int, team: int) -> list[Fact]:
        when = at("Mon 10:00") + timedelta(minutes=number)
        data = {"hand_over": number, "commitment": None, "to": person, "team": team}
        return [Fact("hand_over.offered", when, None, data), Fact("hand_over.accepted", when, person, data)]

    facts = [*story(("Mon 09:00", "opened"), ("Mon 09:00", "taken by Ines"))]
    facts += [*accepted(1, 2, 8), *accepted(2, 3, 7), *accepted(3, 4, 8)]  # 7, 8, 7, 8: other people each time
    found = fold(facts, OFFICE, at("Wed 12:00"))
    assert (found.bounces, found.ping_pong) == (0, 2)
