"""`steadfast vectors FILE`: what passes, what differs, and what is no such file."""

import json
from pathlib import Path
from typing import Any

import pytest

from steadfast.config.command import main

FACT = {
    "id": "d1",
    "op": "due",
    "calendar": "c",
    "start": "2024-01-15T10:00:00Z",
    "seconds": 60,
    "expect": "2024-01-15T10:01:00Z",
}
STORY = {
    "id": "s1", "op": "sla", "calendar": "c", "targets": {"p1": {"resolution": 3600}}, "warn_at": 0.75,
    "events": [{"at": "2024-01-15T10:00:00Z", "type": "opened", "priority": "p1"}], "now": "2024-01-15T10:10:00Z",
    "expect": {"resolution": {
        "due": "2024-01-15T11:00:00Z", "warn": "2024-01-15T10:45:00Z", "elapsed": 600, "state": "running",
    }},
}  # fmt: skip
OFFICE = {"timezone": "UTC", "weekly": {"mon": [["09:00", "17:00"]]}}


def written(folder: Path, *vectors: object, **calendars: object) -> Path:
    path = folder / "facts.json"
    data = {"format": "sla-vectors/1", "calendars": {"c": OFFICE, **calendars}, "vectors": vectors}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def report(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    status = main(["vectors", str(path), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_facts_that_hold_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = report(written(tmp_path, FACT, STORY), capsys)
    assert (status, found) == (0, {"passed": 2, "failed": 0, "differences": []})


def test_a_difference_is_named_with_both_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = report(written(tmp_path, FACT, {**FACT, "id": "d2", "seconds": 61}), capsys)
    assert (status, found["passed"], found["failed"]) == (1, 1, 1)
    assert found["differences"] == [{"id": "d2", "expected": "2024-01-15T10:01:00Z", "got": "2024-01-15T10:01:01Z"}]


@pytest.mark.parametrize(
    "expect",
    [
        {"resolution": {"due": "2024-01-15T11:00:01Z"}},
        {"resolution": None},
        {},
        {"resolution": STORY["expect"]["resolution"], "next_update": {}},  # type: ignore[index]
        "2024-01-15T11:00:00Z",
        None,
    ],
)
def test_a_story_that_differs_anywhere_differs(
    expect: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(written(tmp_path, {**STORY, "expect": expect}), capsys)[0] == 1


def test_true_is_not_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fact = {**FACT, "op": "is_open", "expect": 1}
    assert report(written(tmp_path, fact), capsys)[1]["failed"] == 1


def test_a_refusal_is_an_answer_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused = {**FACT, "calendar": "odd", "expect": {"error": "bad-time"}}
    odd = {"timezone": "UTC", "weekly": {"mon": [["25:00", "26:00"]]}}
    status, found = report(
        written(tmp_path, refused, {**refused, "id": "d3", "expect": {"error": "bad-day"}}, odd=odd), capsys
    )
    assert (status, found["passed"]) == (1, 1)
    assert found["differences"][0]["got"] == {"error": "bad-time"}
    assert "calendars.odd.weekly.mon[0]: '25:00'" in found["differences"][0]["why"]


BROKEN = [
    ([{**FACT, "op": "guess"}], {}, "d1.op"),
    ([{key: value for key, value in FACT.items() if key != "seconds"}], {}, "d1.seconds"),
    ([{key: value for key, value in FACT.items() if key != "expect"}], {}, "d1.expect"),
    ([{key: value for key, value in FACT.items() if key != "id"}], {}, "vectors[0].id"),
    ([{**FACT, "seconds": "60"}], {}, "d1.seconds"),
    ([{**FACT, "seconds": True}], {}, "d1.seconds"),
    ([{**FACT, "seconds": 1.5}], {}, "d1.seconds"),
    ([{**FACT, "start": "2024-02-30T00:00:00Z"}], {}, "d1.start"),
    ([{**FACT, "start": "2024-01-15T10:00:00"}], {}, "d1.start"),
    ([{**FACT, "start": 5}], {}, "d1.start"),
    ([{**FACT, "pauses": [["2024-01-15T10:00:00Z"]]}], {}, "d1.pauses[0]"),
    ([{**FACT, "pauses": [[None, None]]}], {}, "d1.pauses[0]"),
    ([{**FACT, "calendar": "none"}], {}, "d1.calendar"),
    ([{**FACT, "calendar": ["c"]}], {}, "d1.calendar"),
    ([{**FACT, "calendar": "loop"}], {"loop": {"all": ["loop"]}}, "d1.calendar"),
    ([{**FACT, "calendar": "bad"}], {"bad": {"weekly": {}}}, "calendars.bad.timezone"),
    ([{**FACT, "calendar": "bad"}], {"bad": {"timezone": "UTC", "weekly": []}}, "calendars.bad.weekly"),
    ([{**FACT, "calendar": "bad"}], {"bad": 7}, "calendars.bad"),
    ([{**STORY, "events": [{"type": "opened"}]}], {}, "s1.events[0].at"),
    ([{**STORY, "events": [{"at": "2024-01-15T10:00:00Z", "type": "state"}]}], {}, "s1.events[0].state"),
    ([{**STORY, "events": {}}], {}, "s1.events"),
    ([{**STORY, "targets": {"p1": {"resolution": "fast"}}}], {}, "s1.targets.p1.resolution"),
    ([{**STORY, "warn_at": float("nan")}], {}, "s1.warn_at"),
    ([{**STORY, "pause_states": [1]}], {}, "s1.pause_states"),
    ([7], {}, "vectors[0]"),
]


@pytest.mark.parametrize(("vectors", "calendars", "field"), BROKEN)
def test_what_makes_no_sense_is_bad_input_named_by_vector_and_field(
    vectors: list[object], calendars: dict[str, object], field: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, *vectors, **calendars)
    assert main(["vectors", str(path), "--json"]) == 2
    error = capsys.readouterr().err
    assert str(path) in error and field in error and "Traceback" not in error and len(error.splitlines()) == 1


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"\xff\xfe", b"{", b"[" * 100_000, b'{"format": "other"}', b"9" * 5000]
)
def test_what_is_no_such_file_is_bad_input(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(content)
    assert main(["vectors", str(path)]) == main(["vectors", str(tmp_path)]) == 2
    assert "Traceback" not in capsys.readouterr().err
