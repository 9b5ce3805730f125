"""The frame: who sees which place, pages for errors that need nothing, few requests, and colors that can be read."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from steadfast.foundation import joined, rail
from steadfast.foundation.actor import ANONYMOUS
from tests.apps.look.pages import NORA

FOUND = Path(str(finders.find("steadfast/css/house.css"))).parent
TOKENS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+):\s*light-dark\((#\w{6}), (#\w{6})\)", (FOUND / "house.css").read_text()
    )
}
GROUNDS = ["paper", "sheet", "wash", "lift", "raised"]


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rail of two places: one for everybody who signed in, one for who may view people."""
    monkeypatch.setattr(rail, "_items", {})
    monkeypatch.setattr(rail, "reverse", {"secret": "/people/", "tickets": "/tickets/", "today": "/"}.__getitem__)
    rail.register("Secret", "secret", "people.view", order=5)
    rail.register("Tickets", "tickets", "tickets.view", order=20, count=lambda actor: 12)
    rail.register("Today", "today", "signed in", order=10)


@pytest.mark.usefixtures("places")
def test_the_rail_shows_what_the_actor_may_open_in_order() -> None:
    assert [item.label for item in rail.shown_to(NORA, "/")] == ["Today", "Tickets"]
    everything = replace(NORA, permissions=frozenset({"tickets.view", "people.view"}))
    assert [item.label for item in rail.shown_to(everything, "/")] == ["Secret", "Today", "Tickets"]
    assert rail.shown_to(ANONYMOUS, "/") == []


@pytest.mark.usefixtures("places")
def test_the_rail_sets_how_the_house_is_made_apart_from_the_work_of_the_day() -> None:
    rail.register("Care", "secret", "people.view", order=90)
    everything = replace(NORA, permissions=frozenset({"tickets.view", "people.view"}))
    assert [(item.label, item.begins) for item in rail.shown_to(everything, "/")] == [
        ("Today", False),
        ("Tickets", False),
        ("Care", True),
    ]


@pytest.mark.usefixtures("places")
def test_the_rail_marks_where_one_is() -> None:
    marked = {path: [i.label for i in rail.shown_to(NORA, path) if i.current] for path in ("/", "/tickets/7/", "/x/")}
    assert marked == {"/": ["Today"], "/tickets/7/": ["Tickets"], "/x/": []}


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_page_needs_neither_request_nor_database(name: str) -> None:
    page = render_to_string(name)
    assert page.count("<h1>") == 1
    assert re.search(r"not(hing)? (was|here)|safe", page, re.IGNORECASE)


@pytest.mark.usefixtures("places")
def test_a_page_asks_for_few_files() -> None:
    request = RequestFactory().get("/tickets/")
    request.actor = NORA  # type: ignore[attr-defined]
    page = render_to_string("page.html", request=request)
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(files) == 4  # with the page, a script of its own and what makes it an app: ten (journeys/test_weight)
    assert sum(size(file.removeprefix("/static/")) for file in files) < 100_000
    assert 'aria-current="page"' in page
    assert "X-CSRFToken" in page


def size(name: str) -> int:
    return len(joined.text(name)) if name in joined.JOINED else Path(str(finders.find(name))).stat().st_size


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "soft", "kept", "soon", "late", "wait", "act"])
def test_every_text_can_be_read_on_every_ground(text: str, mode: int) -> None:
    washes = [f"{text}-wash"] if f"{text}-wash" in TOKENS else []
    if text in {"ink", "soft"}:
        washes = [name for name in TOKENS if name.endswith("-wash")]
    poor = [ground for ground in [*GROUNDS, *washes] if contrast(TOKENS[text][mode], TOKENS[ground][mode]) < 4.5]
    assert poor == []


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_the_edge_of_a_field_can_be_seen(mode: int) -> None:
    assert contrast(TOKENS["edge"][mode], TOKENS["sheet"][mode]) >= 3
