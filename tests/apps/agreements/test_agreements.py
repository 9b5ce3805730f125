"""Agreements: what is refused and where, which one new work falls under, and the words for their clocks."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from steadfast.apps.agreements import operations, queries, words
from steadfast.apps.agreements.models import Agreement, Calendar
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.clauses import ClauseError
from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import PRACTICE_CHAIN
from tests import cast, factories
from tests.factories import NOW, STANDARD

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def calendar(**parts: Any) -> Calendar:
    name = f"Hours {Calendar.objects.count()}"
    return operations.make_calendar(name, dict(factories.OFFICE_HOURS) | parts, actor=SYSTEM, now=NOW)


def make(name: str, of: cast.Client | None = None, body: Any = STANDARD, **parts: Any) -> Agreement:
    client = factories.client(of) if of else None
    on = parts.pop("on", None) or calendar()
    valid_from = parts.pop("valid_from", NOW)
    return operations.make_agreement(name, client, on, body, valid_from, actor=SYSTEM, now=NOW, **parts)


def target(seconds: object) -> dict[str, Any]:
    body = deepcopy(dict(STANDARD))
    body["kinds"]["resolution"]["targets"]["P1"] = seconds
    return body


def test_a_new_agreement_has_version_1_and_its_event_lies_on_the_chain_of_its_client() -> None:
    everybody, own = make("Standard"), make("Kestrel 24×5", cast.KESTREL)
    assert everybody.subject.chain_id == PRACTICE_CHAIN
    assert own.client is not None
    assert own.subject.chain_id == own.client.chain_id
    [(event, data)] = events.read(own.subject_id)
    assert (event.kind, data["client"], data["no"]) == ("agreement.made", own.client_id, 1)
    assert clauses.read(data["clauses"]) == clauses.read(STANDARD)


@pytest.mark.parametrize("seconds", [-1, 1.5, True, "4 h"])
def test_a_target_that_is_no_whole_number_of_seconds_is_refused_by_its_field(seconds: object) -> None:
    with pytest.raises(ClauseError, match=r"resolution\.targets\.P1"):
        make("Standard", body=target(seconds))


def test_a_target_that_its_calendar_never_reaches_is_refused_by_its_field() -> None:
    once = calendar(weekly={}, special_days={"2026-03-09": [["09:00", "17:00"]]})
    with pytest.raises(ClauseError, match=r"resolution\.targets\.P3: Hours 0: nothing is open"):
        make("Standard", on=once)
    assert not Agreement.objects.exists()


def test_new_work_falls_under_the_clients_own_agreement_before_that_with_everybody() -> None:
    make("Standard")
    make("Kestrel 24×5", cast.KESTREL)
    kestrel, marlow = factories.client(cast.KESTREL), factories.client(cast.MARLOW)
    assert _applies(kestrel) == "Kestrel 24×5"
    assert _applies(marlow) == "Standard"
    assert _applies(None) == "Standard"


def test_what_an_import_judges_by_is_never_offered_to_new_work() -> None:
    make("as the source judged", offered=False, valid_from=NOW + DAY)
    assert _applies(factories.client(), after=2 * DAY) is None
    make("Standard")
    assert _applies(factories.client(), after=2 * DAY) == "Standard"


def test_a_version_holds_from_its_own_instant() -> None:
    agreement = make("Standard")
    later = NOW + 30 * DAY
    operations.add_agreement_version(agreement, calendar(), target(3600), later, actor=SYSTEM, now=NOW)
    client = factories.client()
    assert queries.applies_to(client, NOW - DAY) is None
    assert [queries.applies_to(client, at).no for at in (NOW, later - DAY, later)] == [1, 1, 2]  # type: ignore[union-attr]


def test_a_version_that_begins_before_the_one_it_follows_is_refused() -> None:
    agreement = make("Standard")
    with pytest.raises(ClauseError, match="valid_from"):
        operations.add_agreement_version(agreement, calendar(), STANDARD, NOW, actor=SYSTEM, now=NOW)


def test_which_agreement_applies_is_one_query(django_assert_num_queries: Any) -> None:
    make("Standard")
    client = factories.client()
    with django_assert_num_queries(1):
        version = queries.applies_to(client, NOW)
        assert version is not None
        assert version.agreement.subject.label == "A-1"
        assert version.calendar.subject.label == "CAL-1"


def test_the_clock_of_a_promise_is_told_in_one_sentence() -> None:
    first, resolution = clauses.read(STANDARD).kinds.values()
    assert words.clock(first) == (
        "The clock of the first response starts when the ticket is opened, stops when we first reply to the client, "
        "and never stands still."
    )
    assert words.clock(resolution) == (
        "The clock of the resolution starts when the ticket is opened, stops when the ticket is resolved, "
        "and stands still while we wait for the client and between resolving and reopening."
    )
    assert words.pauses(["supplier", "client", "evidence"]) == (
        "stands still while we wait for the client, a supplier or evidence"
    )


@pytest.mark.parametrize(
    ("targets", "said"),
    [({}, "no target"), ({"P1": 3600}, "1 h"), ({"P1": 900, "P2": 3600, "P4": 28800}, "15 min to 8 h")],
)
def test_targets_are_told_at_a_glance(targets: dict[str, int], said: str) -> None:
    assert words.spread(clauses.Clause("resolution", targets, "opened", "resolved", ())) == said


def _applies(client: Any, after: timedelta = timedelta(0)) -> str | None:
    version = queries.applies_to(client, NOW + after)
    return version.agreement.name if version else None
