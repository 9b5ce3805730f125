"""A sceptic recomputes a month: each number of its line leads to rows, whose times alone give it again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from steadfast.foundation import clock
from tests import cast
from tests.journeys.scenes.months import TICKETS, last_month

pytestmark = pytest.mark.scene("tests.journeys.scenes.months.one_that_is_over")

EACH = TICKETS // 6
PARTS = {
    "fell_due": {"kept", "kept late", "withdrawn", "open and late"},
    "broken": {"kept late", "withdrawn"},
    "kept": {"kept"},
    "kept_late": {"kept late"},
    "withdrawn": {"withdrawn"},
    "open_late": {"open and late"},
    "released": {"released"},
    "void": {"void"},
}


@dataclass(frozen=True)
class Row:
    """A row as it is read: its name on the page, its times and its word."""

    name: str
    due: datetime
    done: datetime | None
    word: str

    @property
    def judged(self) -> str:
        """What became of the promise by its times; without a doing the word tells how it ended."""
        if self.done is not None:
            return "kept" if self.done <= self.due else "kept late"
        if self.word in ("open", "open and late"):
            return "open and late" if self.due < clock.now() else "not yet"
        return "withdrawn" if self.word == "broken" else self.word


def read(item: Locator) -> Row:
    due, *done = [datetime.fromisoformat(at.get_attribute("datetime") or "") for at in item.locator("time").all()]
    word = item.locator(".left strong").inner_text()
    return Row(item.get_attribute("id") or "", due, done[0] if done else None, word)


def walk(page: Page, address: str) -> list[Row]:
    """Return the rows behind a number, page by page."""
    page.goto(address)
    rows = []
    while True:
        rows += [read(item) for item in page.locator("ul.rows > li").all()]
        later = page.get_by_role("link", name="Later")
        if not later.count():
            return rows
        later.click()
        expect(page.get_by_role("link", name="Earlier")).to_be_visible()


def test_each_number_of_a_month_can_be_recomputed_from_its_rows(page: Page, sign_in: Callable[[str], None]) -> None:
    month = last_month(clock.now())
    sign_in(cast.THEO.email)
    page.goto(f"/scorecard/?month={month:%Y-%m}")
    line = page.locator("table.pinned tbody tr")
    expect(line.locator("th")).to_have_text(f"{month:%b %Y}")
    links = {link.get_attribute("href") or "": int(link.inner_text()) for link in line.locator("td a").all()}
    said = {parse_qs(urlsplit(address).query)["number"][0]: number for address, number in links.items()}
    assert said.keys() == PARTS.keys()
    found = {}
    for address, (number, count) in zip(links, said.items(), strict=True):
        rows = walk(page, address)
        names = {row.name for row in rows}
        assert (len(rows), len(names)) == (count, count), number
        assert {row.judged for row in rows} == PARTS[number]
        assert {row.due.astimezone(ZoneInfo(cast.ZONE)).date().replace(day=1) for row in rows} == {month}
        found[number] = names
    assert found["broken"] == found["kept_late"] | found["withdrawn"]
    assert found["fell_due"] == found["kept"] | found["broken"] | found["open_late"]
    assert len(found["fell_due"]) == said["kept"] + said["broken"] + said["open_late"] == TICKETS + 4 * EACH
    assert (said["kept"], said["kept_late"], said["withdrawn"]) == (2 * EACH, 2 * EACH, EACH)
