"""Every list is had as a file: its filters hold, a formula is disarmed, and many rows ask no more than a page."""

import csv
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from steadfast.apps.clients.models import Client
from tests import cast, factories
from tests.apps.desk.desk import Desk
from tests.apps.desk.pages import browser

FILES = [
    "/tickets/export", "/register/export", "/clients/export", "/contacts/export", "/agreements/export",
    "/calendars/export", "/people/export", "/imports/export", "/scorecard/rows/export",
    "/scorecard/hand-overs/export", "/scorecard/hand-overs/tickets/export",
]  # fmt: skip


def text(address: str, who: cast.Member = cast.NORA) -> str:
    answer = browser(who).get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", FILES)
def test_a_list_is_had_as_csv_and_as_json_with_the_same_columns(desk: Desk, address: str) -> None:
    desk.open()
    table = list(csv.reader(text(f"{address}.csv").splitlines()))
    objects = [json.loads(line) for line in text(f"{address}.jsonl").splitlines()]
    assert len(table) == len(objects) + 1
    assert all(list(one) == table[0] for one in objects)


def test_a_name_that_is_a_formula_is_disarmed_and_filters_hold(desk: Desk) -> None:
    Client.objects.filter(pk=factories.client().pk).update(name="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in text("/clients/export.csv")
    assert "HYPERLINK" not in text("/clients/export.csv?q=mill")
    assert "HYPERLINK" not in text("/clients/export.csv?former")


def test_contacts_are_those_of_clients_and_no_members(desk: Desk) -> None:
    desk.open()
    said = text("/contacts/export.csv")
    assert "Amara Ruiz" in said
    assert cast.INES.name not in said


@pytest.mark.parametrize("address", ["/tickets/export.csv", "/clients/export.csv", "/agreements/export.csv"])
def test_a_file_asks_as_often_for_thirty_rows_as_for_three(desk: Desk, address: str) -> None:
    found = []
    for count in (3, 27):
        for _ in range(count):
            desk.open()
        page = browser(cast.NORA)
        with CaptureQueriesContext(connection) as seen:
            answer = page.get(address)
            b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        found.append(len(seen))
    assert found[0] == found[1]
