"""Whatever happens to a ticket, the register's clocks are those of the pure domain, and `verify` finds no drift."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steadfast.apps.commitments.checks import drift
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.checks import tickets
from steadfast.domain.service_level import TARGETS, Event, ServiceLevel, clocks, figures
from steadfast.domain.working_time import Hours
from steadfast.foundation.actor import Actor
from tests import cast, factories
from tests.apps.desk import stories
from tests.apps.desk.desk import at

START = at(26, "15:00")  # a Thursday; the clocks go forward on Sunday
HOUR = 3600
SECONDS = {"P1": (1, 4), "P2": (2, 8), "P3": (4, 24), "P4": (8, 40)}
LEVEL = ServiceLevel(
    Hours.from_dict(factories.OFFICE_HOURS),
    {p: dict(zip(TARGETS, (a * HOUR, b * HOUR, 2 * a * HOUR), strict=True)) for p, (a, b) in SECONDS.items()},
    frozenset({"waiting"}),
    frozenset({"resolution", "next_update"}),
    Fraction(3, 4),
)
PRIORITIES = sorted(SECONDS)
ALLOWED = {
    "working": ("provider-reply", "priority", "waiting", "resolved"),
    "waiting": ("provider-reply", "priority", "working", "resolved"),
    "resolved": ("provider-reply", "reopened"),
}


@st.composite
def story(draw: st.DrawFn) -> tuple[list[Event], datetime]:
    """A story of up to ten happenings, each allowed where the ticket stands, and an instant after the last."""
    now, phase = START, "working"
    priority = draw(st.sampled_from(PRIORITIES))
    events = [Event(now, "opened", priority)]
    for _ in range(draw(st.integers(0, 10))):
        now += timedelta(minutes=draw(st.integers(1, 2500)))
        act = draw(st.sampled_from(ALLOWED[phase]))
        if act == "priority":
            priority = draw(st.sampled_from([p for p in PRIORITIES if p != priority]))
            events.append(Event(now, act, priority))
        elif act in ("waiting", "working"):
            events.append(Event(now, "state", state=act))
        else:
            if act == "resolved" and phase == "waiting":  # the desk waits for nothing once it is resolved
                events.append(Event(now, "state", state="working"))
            events.append(Event(now, act))
        phase = {"priority": phase, "provider-reply": phase, "reopened": "working"}.get(act, act)
    return events, now + timedelta(minutes=draw(st.integers(0, 2500)))


@pytest.fixture
def ines(db: None) -> Actor:
    stories.agree(factories.OFFICE_HOURS, LEVEL.targets, LEVEL.paused_targets, 7500)
    return factories.actor(factories.member(cast.INES))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=story())
def test_the_register_agrees_with_the_domain_on_any_story(ines: Actor, told: tuple[list[Event], datetime]) -> None:
    events, now = told
    ticket = stories.tell(events, LEVEL.pause_states, ines)
    for name, clock in clocks(LEVEL, events, now).items():
        found = stories.reading(ticket, name, now)
        if clock is None or found is None:
            assert (clock, found) == (None, None), name
            continue
        expected = figures(clock, LEVEL.warn_at, now)
        assert (found.worked, found.state) == (expected.worked, expected.state), name
        if expected.due is not None:  # without an end of the wait the domain has no due time, the register always
            assert (found.due, found.warn) == (expected.due, expected.warn), name
        else:
            assert Commitment.objects.filter(subject_id=ticket.pk, waiting_since__isnull=False).exists()
    assert [str(finding) for finding in (*drift.check(), *tickets.check())] == []
