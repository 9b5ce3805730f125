"""The scorecard as a page and as an answer: figures under an agreement, what-ifs, and a bound on its cost."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import queries as identity
from steadfast.apps.reporting.queries import scorecard
from steadfast.apps.reporting.queries.grain import GROUPS
from tests import cast, factories
from tests.factories import HOUR, NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)
FAST = {
    "kinds": {"resolution": {"targets": {"P3": HOUR}, "starts": "opened", "stops": "resolved", "pauses_on": []}},
    "warn_bp": 7500,
    "confirmation_s": 0,
}


def resolved(after_hours: int, of: cast.Client = cast.KESTREL) -> int:
    """Open a P3 ticket at NOW and resolve it so many hours later; return its key."""
    ines = factories.actor(factories.member(cast.INES))
    ticket = factories.ticket(of=of)
    desk.resolve(ticket.pk, text="Done.", actor=ines, now=NOW + timedelta(hours=after_hours))
    return ticket.subject_id


def test_under_an_agreement_the_register_is_counted_as_it_stands() -> None:
    resolved(2), resolved(24 * 9)
    card = scorecard.under(identity.operator(), "Standard", ["kind"], now=LATER)
    assert card.stored
    kept = {row.key["kind"]: (row.numbers.kept, row.numbers.broken) for row in card.rows}
    assert kept == {"first response": (1, 1), "resolution": (1, 1)}


def test_another_agreement_is_a_what_if_and_nothing_of_it_is_stored() -> None:
    resolved(2)
    factories.agreement("Fast", body=FAST, offered=False)
    before = Commitment.objects.count()
    card = scorecard.under(identity.operator(), "Fast", ["priority"], now=LATER)
    assert not card.stored
    assert [(row.key, row.numbers.kept, row.numbers.broken) for row in card.rows] == [({"priority": "P3"}, 0, 1)]
    assert Commitment.objects.count() == before


def test_a_what_if_under_the_same_terms_gives_the_figures_of_the_register() -> None:
    resolved(2), resolved(24 * 9), resolved(5, of=cast.MARLOW)
    factories.agreement("Standard again", offered=False)
    stored = scorecard.under(identity.operator(), "Standard", ["month", "kind", "client"], now=LATER)
    asked = scorecard.under(identity.operator(), "Standard again", ["month", "kind", "client"], now=LATER)
    assert (stored.stored, asked.stored) == (True, False)
    assert [(row.key, row.numbers) for row in asked.rows] == [(row.key, row.numbers) for row in stored.rows]


@pytest.mark.parametrize("group", list(GROUPS))
def test_a_what_if_can_be_grouped_by_whatever_the_register_can(group: str) -> None:
    resolved(2)
    factories.agreement("Standard again", offered=False)
    stored = scorecard.under(identity.operator(), "Standard", [group], now=LATER)
    asked = scorecard.under(identity.operator(), "Standard again", [group], now=LATER)
    assert [(row.key, row.numbers) for row in asked.rows] == [(row.key, row.numbers) for row in stored.rows]


@pytest.mark.parametrize(
    ("end", "table"),
    [(None, {("P3", "broken"): (1, 0)}), ("void", {}), ("released", {}), ("withdrawn", {("P3", "broken"): (1, 0)})],
)
def test_what_left_the_count_is_compared_with_no_verdict_of_the_source(
    end: str | None, table: dict[tuple[str, str], tuple[int, int]]
) -> None:
    key = factories.ticket().subject_id
    Ticket.objects.filter(pk=key).update(source_kept=True)
    Commitment.objects.filter(subject_id=key).update(closed_as=end, closed_at=NOW if end else None)
    card = scorecard.under(identity.operator(), "Standard", ["month"], now=LATER)
    assert card.verdicts is not None
    assert {(cell.priority, cell.ours): (cell.source_kept, cell.source_broken) for cell in card.verdicts.table} == table


def test_a_what_if_may_be_asked_of_an_agreement_that_the_register_holds() -> None:
    resolved(2)
    card = scorecard.under(identity.operator(), "Standard", ["kind"], as_if=True, now=LATER)
    stored = scorecard.under(identity.operator(), "Standard", ["kind"], now=LATER)
    assert (card.stored, stored.stored) == (False, True)
    assert [row.numbers for row in card.rows] == [row.numbers for row in stored.rows]


def test_what_the_client_felt_holds_the_waits_that_the_agreement_leaves_out() -> None:
    ines = factories.actor(factories.member(cast.INES))
    key = factories.ticket().subject_id
    day = timedelta(days=1)
    desk.wait(
        key, reason="client", words="the list", expires_at=NOW + 20 * day, actor=ines, now=NOW + timedelta(hours=1)
    )
    desk.resolve(key, text="Done.", actor=ines, now=NOW + 14 * day)
    card = scorecard.under(identity.operator(), "Standard", ["kind"], now=LATER + 30 * day)
    said = {row.key["kind"]: row.numbers.kept for row in card.rows}
    felt = {row.key["kind"]: row.numbers.kept for row in card.felt or []}
    assert (said["resolution"], felt["resolution"]) == (1, 0)


def test_what_was_promised_in_a_conversation_is_no_figure_of_an_agreement() -> None:
    ines = factories.actor(factories.member(cast.INES))
    key = factories.ticket().subject_id
    due_at = NOW + timedelta(hours=2)
    desk.promise(key, what="the list of licenses", due_at=due_at, actor=ines, now=NOW)
    desk.reply(key, text="On my way.", next_update_at=due_at, actor=ines, now=NOW)
    kinds = {row.key["kind"] for row in scorecard.under(identity.operator(), "Standard", ["kind"], now=LATER).rows}
    assert kinds == {"first response", "resolution"}
    everything = {row.key["kind"] for row in scorecard.of_register(identity.operator(), ["kind"], now=LATER).rows}
    assert everything == {*kinds, "promise", "next update"}


def test_an_unknown_agreement_is_answered_with_those_that_exist() -> None:
    factories.agreement()
    with pytest.raises(scorecard.UnknownAgreement, match="Standard"):
        scorecard.under(identity.operator(), "Gold", ["month"], now=NOW)


@pytest.mark.parametrize("rows", [3, 30])
@pytest.mark.parametrize("group", ["month", "priority", "client"])
def test_the_page_costs_the_same_for_three_as_for_thirty(
    client: Browser, django_assert_max_num_queries: DjangoAssertNumQueries, rows: int, group: str
) -> None:
    for number in range(rows):
        resolved(number, of=cast.CLIENTS[number % 3])
    client.force_login(factories.member(cast.THEO).user)
    client.get("/scorecard/")
    with django_assert_max_num_queries(8):  # five of its own; session, account and the rail's count are every page's
        assert client.get("/scorecard/", {"group": group}).status_code == 200


def test_every_number_on_the_page_opens_its_rows(client: Browser) -> None:
    resolved(2), resolved(24 * 9)
    client.force_login(factories.member(cast.THEO).user)
    answer = client.get("/scorecard/rows/", {"number": "kept", "kind": "resolution"})
    assert answer.context["count"] == 1
    assert "Kestrel Dental: Phones drop the line" in answer.content.decode()


@pytest.mark.parametrize("query", ["month=May", "client=x", f"client={2**63}", "number=mood", "agreement=-1"])
def test_nonsense_in_the_address_is_named_and_never_a_crash(client: Browser, query: str) -> None:
    client.force_login(factories.member(cast.THEO).user)
    answer = client.get(f"/scorecard/rows/?{query}")
    assert answer.status_code == 400
    assert query.split("=")[1][:40] in answer.content.decode().split("<main")[1]


def test_without_promises_there_is_a_dash_and_no_percentage(client: Browser) -> None:
    client.force_login(factories.member(cast.THEO).user)
    text = client.get("/scorecard/").content.decode()
    assert "Nothing was promised here yet" in text
    assert "100" not in text.split("<main")[1].split("</main>")[0]
