"""What every page loads comes joined: each part as it is, none forgotten, and collected anew when a part changes."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from steadfast.config.command import tables
from steadfast.foundation import joined


@pytest.mark.parametrize("name", joined.JOINED)
def test_a_joined_file_has_its_parts_in_order(name: str) -> None:
    text = joined.text(name)
    places = [text.index((joined.PARTS / part).read_text()) for part in joined.JOINED[name]]
    assert places == sorted(places)


def test_a_part_of_a_script_neither_imports_nor_exports() -> None:
    scripts = {part for name, parts in joined.JOINED.items() if name.endswith(".js") for part in parts}
    lines = [line for part in scripts for line in (joined.PARTS / part).read_text().splitlines()]
    assert [line for line in lines if line.startswith(("import ", "import{", "export "))] == []


def test_joined_files_are_collected() -> None:
    collected = {name for finder in finders.get_finders() for name, _ in finder.list(None)}
    assert set(joined.JOINED) <= collected


def test_a_changed_part_is_collected_at_the_next_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for part in {part for parts in joined.JOINED.values() for part in parts}:
        (tmp_path / part).parent.mkdir(exist_ok=True)
        (tmp_path / part).write_text("a {}")
    monkeypatch.setattr(joined, "PARTS", tmp_path)
    before = tables.fingerprint()
    (tmp_path / "css" / "frame.css").write_text("b {}")
    assert tables.fingerprint() != before
