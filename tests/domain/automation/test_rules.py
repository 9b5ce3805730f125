"""Rules: total, deterministic, kept as data, and never awake by their own doing."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import Asked, Done, Facts, NotARule, Rule, words
from steadfast.domain.automation.rules.rule import KINDS, MATCHES
from steadfast.domain.service_level.priority import LEVELS, PRIORITIES

TEXT = st.text(max_size=30)
WORDS = st.lists(st.text("abcß İ.@-*", min_size=1, max_size=8).filter(str.strip), max_size=3).map(tuple)
KEYS = st.lists(st.integers(1, 9), max_size=3).map(tuple)
ASKED = st.builds(
    Asked,
    clients=KEYS,
    agreements=KEYS,
    teams=KEYS,
    channels=st.lists(st.sampled_from(["mail", "phone"]), max_size=2).map(tuple),
    priorities=st.lists(st.sampled_from(PRIORITIES), max_size=2).map(tuple),
    kind=st.sampled_from(KINDS),
    categories=WORDS,
    words=WORDS,
    domains=WORDS,
    untaken=st.booleans(),
    hours=st.sampled_from(["", "open", "closed"]),
)
DONE = st.builds(
    Done,
    impact=st.sampled_from(LEVELS),
    urgency=st.sampled_from(LEVELS),
    team=st.none() | st.integers(1, 9),
    checklist=st.none() | st.integers(1, 9),
    note=TEXT.map(str.strip),
)
WHENS = st.sampled_from([when for when in rules.WHENS if when != "resolved"])
UNTIMED = WHENS.filter(lambda when: when not in rules.TIMED).map(lambda when: (when, 0))
TIMES = st.tuples(st.sampled_from(rules.TIMED), st.integers(1, 100))


def _rule(time: tuple[str, int], **said: Any) -> Rule:
    return Rule(when=time[0], open_hours=time[1], **said)


RULES = st.builds(_rule, UNTIMED | TIMES, match=st.sampled_from(MATCHES), asked=ASKED, done=DONE)
FACTS = st.builds(
    Facts,
    client=st.integers(1, 9),
    team=st.none() | st.integers(1, 9),
    agreement=st.none() | st.integers(1, 9),
    channel=st.sampled_from(["", "mail", "phone"]),
    priority=st.sampled_from(["", *PRIORITIES]),
    kind=st.sampled_from(["incident", "request"]),
    category=TEXT,
    title=TEXT,
    text=TEXT,
    sender=TEXT,
    taken=st.booleans(),
    is_open=st.none() | st.booleans(),
)
TICKET = Facts(client=1, channel="mail", priority="P3", title="Scanner jams", text="Since Monday.", is_open=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXT | st.sampled_from(["v", "if", "then", "when"]), inner)
    ),
    max_leaves=8,
)


@given(RULES, FACTS)
def test_every_rule_answers_for_every_ticket_and_always_the_same(rule: Rule, facts: Facts) -> None:
    found = rules.matches(rule, facts)
    assert found is rules.matches(rule, facts)
    wrong = rules.failing(rule, facts)
    if rule.match == "all":
        assert found is (wrong == [])
    assert rules.matches(Rule(when=rule.when, done=rule.done), facts)  # nothing asked: it holds


@given(RULES)
def test_what_is_written_reads_back_the_same(rule: Rule) -> None:
    stored = json.loads(json.dumps(rules.written(rule)))
    assert rules.read(stored) == rule
    assert words.told(rule, {}).sentence


@given(st.dictionaries(st.sampled_from(["v", "when", "match", "if", "then"]), JSON), st.integers(0, 2))
def test_whatever_is_stored_is_a_rule_or_is_named(stored: dict[str, Any], v: int) -> None:
    try:
        rules.read({**stored, "v": v})
    except NotARule as wrong:
        assert all(fault.field and fault.why for fault in wrong.faults)


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        (Asked(words=("scan",)), False),
        (Asked(words=("SCANNER",)), True),
        (Asked(words=("paper", "since  monday")), True),
        (Asked(clients=(1,), channels=("phone",)), False),
        (Asked(hours="open"), True),
        (Asked(hours="closed"), False),
        (Asked(untaken=True), True),
        (Asked(domains=("kestrel.example",)), False),  # nobody wrote
    ],
)
def test_conditions(asked: Asked, holds: bool) -> None:
    assert rules.matches(Rule(when="opened", asked=asked), TICKET) is holds


@pytest.mark.parametrize("domain", ["kestrel.example", "@Kestrel.example", "*.kestrel.example"])
def test_a_domain_is_that_of_the_sender_or_above_it(domain: str) -> None:
    rule = Rule(when="opened", asked=Asked(domains=(domain,)))
    assert rules.matches(rule, Facts(client=1, sender="amara@mail.kestrel.example"))
    assert not rules.matches(rule, Facts(client=1, sender="amara@notkestrel.example"))


@pytest.mark.parametrize(
    ("stored", "field"),
    [
        ({"when": "opened", "then": {}}, "then"),
        ({"when": "closed", "then": {"note": "x"}}, "when"),
        ({"when": "opened", "then": {"impact": 1}}, "urgency"),
        ({"when": "opened", "then": {"impact": 1, "urgency": True}}, "urgency"),
        ({"when": "opened", "then": {"team": 1, "person": 2}}, "person"),
        ({"when": "opened", "then": {"close": True}}, "close"),
        ({"when": "opened", "if": {"words": "invoice"}, "then": {"note": "x"}}, "words"),
        ({"when": "opened", "if": {"priorities": ["P9"]}, "then": {"note": "x"}}, "priorities"),
        ({"when": "resolved", "then": {"team": 1}}, "when"),
    ],
)
def test_a_fault_names_its_field(stored: dict[str, Any], field: str) -> None:
    with pytest.raises(NotARule) as wrong:
        rules.read({"v": 1, **stored})
    assert [fault.field for fault in wrong.value.faults] == [field]


def test_a_rule_in_words() -> None:
    asked = Asked(clients=(1, 2), words=("down",))
    rule = Rule(when="opened", asked=asked, done=Done(impact=1, urgency=1, team=3))
    names = {"clients": {1: "Kestrel Dental"}, "teams": {3: "Desk"}}
    assert words.told(rule, names).sentence == (
        "When a new ticket is opened, if its client is Kestrel Dental or (gone) and it says “down”, "
        "then set the priority to P1 (a whole site, now) and bring it to the team Desk."
    )


@given(st.integers(), st.lists(st.tuples(st.integers(), st.integers())))
def test_what_a_run_wrote_is_its_own(event: int, spans: list[tuple[int, int]]) -> None:
    assert rules.own(event, spans) == any(event in range(after + 1, until + 1) for after, until in spans)


@pytest.mark.parametrize(
    ("when", "hours", "field"),
    [
        ("due", 0, "open_hours"),
        ("due", 101, "open_hours"),
        ("untouched", True, "open_hours"),
        ("opened", 2, "open_hours"),
    ],
)
def test_a_rule_of_time_says_how_many_open_hours_and_no_other_does(when: str, hours: int, field: str) -> None:
    found = rules.faults(Rule(when=when, open_hours=hours, done=Done(note="x")))
    assert [fault.field for fault in found] == [field]


def test_a_rule_of_time_says_its_hours() -> None:
    said = words.told(Rule(when="untouched", open_hours=1, done=Done(note="Look.")), {})
    assert said.sentence == "When nobody has written or changed anything for 1 open hour, then write inside: “Look”."
    said = words.told(Rule(when="due", open_hours=2, done=Done(note="Look.")), {})
    assert said.when == "a promise of ours falls due within 2 open hours and is not kept"


def test_two_ways_to_one_priority_are_two() -> None:
    ticket = Facts(client=1, priority="P3", impact=1, urgency=3)
    assert rules.changing(Done(impact=2, urgency=2), ticket) == ["impact"]
    assert rules.changing(Done(impact=1, urgency=3), ticket) == []
