"""The pages at the root and in docs/ point at files that exist."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def dead(page: Path, text: str) -> list[str]:
    return [link for link in LINK.findall(text) if not (page.parent / link).exists()]


def test_the_rule_sees_a_dead_link() -> None:
    assert dead(ROOT / "README.md", "[a](README.md) [b](nowhere.md) [c](https://elsewhere.example)") == ["nowhere.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert dead(page, page.read_text()) == []
