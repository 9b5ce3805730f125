"""An alert takes its turns, alerts gather, and none is ever in two places or in none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steadfast.domain.alerts import wording
from steadfast.domain.alerts.gathering import Fresh, Open, gather
from steadfast.domain.alerts.notice import notice
from steadfast.domain.alerts.recovery import outcome
from steadfast.domain.alerts.turn import FATES, Known, settled, turn

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
WINDOW = timedelta(minutes=5)


def test_the_first_word_opens_and_a_lone_recovery_does_not() -> None:
    assert turn(None, firing=True, order=1).place
    assert turn(None, firing=False, order=1).fate == "recovered"


def test_what_is_told_again_changes_nothing() -> None:
    on_ticket = Known("ticket", firing=True, order=5)
    assert turn(on_ticket, firing=False, order=5).old
    assert turn(on_ticket, firing=False, order=4).old
    assert not turn(on_ticket, firing=True, order=6).old


def test_what_was_refused_is_tried_again() -> None:
    assert turn(Known("refused", firing=True, order=5), firing=True, order=5).place


def test_a_return_is_told_from_a_recovery() -> None:
    assert turn(Known("ticket", firing=False, order=1), firing=True, order=2).returns
    assert turn(Known("ticket", firing=True, order=1), firing=False, order=2).recovers


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(FATES))))
def test_after_any_story_an_alert_is_in_one_place(story: list[tuple[bool, str]]) -> None:
    known: Known | None = None
    for order, (firing, home) in enumerate(story):
        found = turn(known, firing=firing, order=order)
        fate = settled(found.fate, firing=found.firing) or (home if home != "recovered" else "ticket")
        known = Known(fate, found.firing, order)
        assert known.fate in FATES
        assert known.firing == firing


FRESH = st.builds(
    Fresh,
    key=st.integers(),
    source=st.just(1),
    client=st.integers(1, 3),
    site=st.none() | st.integers(1, 2),
    host=st.sampled_from(["", "a", "b"]),
)
OPEN = st.builds(
    Open,
    key=st.integers(1, 9),
    source=st.integers(1, 2),
    client=st.integers(1, 3),
    site=st.none() | st.integers(1, 2),
    hosts=st.frozensets(st.sampled_from(["a", "b"])),
    joined_at=st.sampled_from([NOW - timedelta(minutes=1), NOW - timedelta(hours=1)]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(FRESH, max_size=20, unique_by=lambda one: one.key),
    st.lists(OPEN, max_size=5, unique_by=lambda one: one.key),
)
def test_every_alert_is_gathered_once_and_with_its_own_client(fresh: list[Fresh], opened: list[Open]) -> None:
    groups = gather(fresh, opened, now=NOW, window=WINDOW)
    assert sorted(key for group in groups for key in group.keys) == sorted(one.key for one in fresh)
    clients = {one.key: one.client for one in fresh}
    homes = {one.key: one.client for one in opened}
    for group in groups:
        owners = {clients[key] for key in group.keys}
        assert len(owners) == 1
        assert group.joins is None or owners == {homes[group.joins]}


def test_a_storm_is_one_trouble_and_a_host_finds_its_own() -> None:
    storm = [Fresh(no, 1, 1, None, f"h{no}") for no in range(37)]
    assert [len(group.keys) for group in gather(storm, [], now=NOW, window=WINDOW)] == [37]
    old = Open(8, 2, 1, None, frozenset({"h3"}), NOW - timedelta(days=1))
    joined = {group.joins: group.keys for group in gather(storm, [old], now=NOW, window=WINDOW)}
    assert joined[8] == (3,)


def test_what_a_place_told_within_the_window_is_joined_last_first() -> None:
    fresh = [Fresh(1, 1, 1, 2, "new")]
    at_edge = Open(7, 1, 1, 2, frozenset(), NOW - WINDOW)
    assert [group.joins for group in gather(fresh, [at_edge], now=NOW, window=WINDOW)] == [7]
    too_old = replace(at_edge, joined_at=NOW - WINDOW - timedelta(seconds=1))
    elsewhere = replace(at_edge, source=2)
    assert [group.joins for group in gather(fresh, [too_old, elsewhere], now=NOW, window=WINDOW)] == [None]
    later = replace(at_edge, key=8, joined_at=NOW)
    assert [group.joins for group in gather(fresh, [at_edge, later], now=NOW, window=WINDOW)] == [8]


def test_recovery_waits_settles_and_leaves_to_humans_what_is_theirs() -> None:
    well = [NOW - timedelta(minutes=9), NOW - timedelta(minutes=6)]
    asked = {"now": NOW, "settle": WINDOW, "is_theirs": False, "is_over": False}
    assert outcome(well, **asked) == "resolved"
    assert outcome([*well, None], **asked) == "firing"
    assert outcome([*well, NOW], **asked) == "settling"
    assert outcome([*well, NOW - WINDOW], **asked) == "resolved"
    assert outcome(well, **{**asked, "is_theirs": True}) == "told"
    assert outcome(well, **{**asked, "is_over": True}) == "over"


def test_a_ticket_is_named_by_its_alerts() -> None:
    one = notice("a", firing=True, name="DiskFull", host="srv1", summary="97 % used")
    assert wording.title("Kestrel Dental", [one]) == "DiskFull on srv1: 97 % used"
    many = [notice(str(no), firing=True, name=f"N{no % 5}") for no in range(70)]
    assert wording.title("Kestrel Dental", many) == "70 alerts of Kestrel Dental: N0, N1, N2 and 2 more"
    assert wording.listing(many).splitlines()[-1] == "… and 10 more"
    assert "more" not in wording.listing(many[: wording.LISTED])
