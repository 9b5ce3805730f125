"""A small page that asks for much room is read in little time and little memory; figures stay in their rows."""

import pytest

from steadfast.apps.mail.reading.html import text_of_html

WIDE = "<tr><td>" + "A" * 40_000 + "</td><td>b</td></tr>"


@pytest.mark.parametrize(
    "source",
    [
        "<blockquote>" + "A" * 10_000 + "</blockquote>" + "&#xE000;0&#xE001;" * 1_000,
        "<blockquote>" + "A" * 10_000 + "</blockquote>" + '<img src="cid:%EE%80%800%EE%80%81">' * 1_000,
        "<p style='padding-left:99999em'>x</p>" * 50,
        f"<p style='padding-left:{'9' * 400}em'>x</p>",
        "<ul>" * 200 + "<li>x" * 1_000,
        f"<table>{WIDE}{'<tr><td>x</td><td>y</td></tr>' * 4_000}</table>",
        "<!--" * 50_000,
        "&#xE000;" + "9" * 5_000 + "&#xE001;" + "<br" * 50_000,
    ],
)
def test_no_page_becomes_far_longer_than_it_is(source: str) -> None:
    assert len(text_of_html(source)) < 2 * len(source) + 50_000


def test_what_a_style_hides_stays_hidden() -> None:
    row = "<tr><td style='padding-left:9em;display:none'>x</td><td>1</td><td style='Margin-Top: 4em'>2</td></tr>"
    assert text_of_html(f"<table>{row}</table>").split() == ["1", "2"]
