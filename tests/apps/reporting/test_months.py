"""Months are those of the practice's own zone, and every way to end a promise counts where the domain says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations as desk
from steadfast.apps.identity import queries as identity
from steadfast.apps.reporting.queries import scorecard
from steadfast.apps.reporting.queries.selection import NUMBERS, Selection, counted_as
from steadfast.foundation import clock
from tests import cast, factories
from tests.factories import HOUR, NOW

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
EVENING = {
    "kinds": {"resolution": {"targets": {"P3": HOUR}, "starts": "opened", "stops": "resolved", "pauses_on": []}},
    "warn_bp": 7500,
    "confirmation_s": 0,
}
AROUND_THE_CLOCK = {
    "timezone": "UTC",
    "weekly": {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
}


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def promised(due_at: datetime, now: datetime = NOW) -> Commitment:
    """Promise something on a new ticket by an instant."""
    ines = factories.actor(factories.member(cast.INES))
    ticket = factories.ticket(now=now)
    desk.promise(ticket.pk, what="the list of licenses", due_at=due_at, actor=ines, now=now)
    return Commitment.objects.get(subject=ticket.subject, kind="promise")


@pytest.mark.parametrize(
    ("due_at", "month"),
    [
        ("2026-03-31 22:59:59", "2026-03"),
        ("2026-03-31 23:00", "2026-04"),
        ("2026-08-31 23:30", "2026-09"),
        ("2026-10-31 23:30", "2026-10"),
        ("2026-12-31 23:30", "2026-12"),
    ],
)
def test_the_month_is_that_of_the_due_time_in_london(due_at: str, month: str) -> None:
    row = promised(utc(due_at))
    card = scorecard.of_register(identity.operator(), ["month", "kind"], now=utc("2027-01-02"))
    assert {r.key["month"] for r in card.rows if r.key["kind"] == "promise"} == {month}
    chosen = Selection.read({"month": month, "kind": "promise"}).apply(Commitment.objects.all())
    assert list(counted_as(chosen, "open_late", now=utc("2027-01-02"))) == [row]


@pytest.mark.parametrize(("opened", "month"), [("2026-08-31 22:30", "2026-09"), ("2026-10-31 22:30", "2026-10")])
def test_a_what_if_has_the_same_months(opened: str, month: str) -> None:
    factories.practice()
    factories.calendar("around the clock", AROUND_THE_CLOCK)
    factories.ticket(now=utc(opened))
    factories.agreement("Evening", body=EVENING, offered=False, calendar_name="around the clock")
    card = scorecard.under(identity.operator(), "Evening", ["month"], now=utc("2027-01-02"))
    assert not card.stored
    assert [(row.key, row.numbers.open_late) for row in card.rows] == [({"month": month}, 1)]


def test_every_way_to_end_a_promise_stands_in_its_own_number_and_leads_to_its_row() -> None:
    due, theo = NOW + timedelta(hours=3), factories.actor(factories.member(cast.THEO))
    rows = {name: promised(due) for name in ("kept", "kept_late", "withdrawn", "open_late", "released", "void")}
    before, after = due - MINUTE, due + MINUTE
    register.fulfil(rows["kept"], at=before, evidence=None, actor=theo, now=before)
    register.fulfil(rows["kept_late"], at=after, evidence=None, actor=theo, now=after)
    register.withdraw(rows["withdrawn"], reason="the vendor has none", actor=theo, now=before)
    register.release(rows["released"], evidence="Amara wrote that it is not needed", actor=theo, now=before)
    register.void(rows["void"], reason="on the wrong ticket", actor=theo, now=after)
    promises = Commitment.objects.filter(kind="promise")

    def numbers(now: datetime) -> dict[str, set[int]]:
        return {name: set(counted_as(promises, name, now=now).values_list("pk", flat=True)) for name in NUMBERS}

    one = {name: {row.pk} for name, row in rows.items()}
    fell_due = one["kept"] | one["kept_late"] | one["withdrawn"] | one["open_late"]
    shown = numbers(after)
    assert {name: shown[name] for name in one} == one
    assert (shown["fell_due"], shown["broken"], shown["not_yet"]) == (
        fell_due,
        one["kept_late"] | one["withdrawn"],
        set(),
    )
    on_the_second = numbers(due)
    assert on_the_second["not_yet"] == fell_due
    assert (on_the_second["fell_due"], on_the_second["released"]) == (set(), one["released"])


def test_a_month_in_which_nothing_fell_due_has_a_dash(client: Browser) -> None:
    promised(clock.now() + timedelta(days=40), now=clock.now())
    theo = factories.member(cast.THEO).user
    assert theo is not None
    client.force_login(theo)
    page = client.get("/scorecard/", {"kind": "promise"}).content.decode().split("<tbody>")[1]
    assert "%" not in page.split("</tfoot>")[0]
    assert '<td class="n">–' in page
