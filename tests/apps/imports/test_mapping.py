"""A mapping is a file of its own; whatever is wrong with it is named by file, table and key."""

import re
from pathlib import Path

import pytest

from steadfast.apps.imports.mapping import BadMapping, Standing, fields, known, load, named, read

LEAST = """
name = "mine"
[columns]
key = "No"
at = "When"
state = "State"
[states]
Open = "new"
[defaults]
impact = 2
urgency = 2
priority = "P3"
"""


def wrong(text: str) -> str:
    with pytest.raises(BadMapping) as caught:
        read(text, "mine.toml")
    return str(caught.value)


def test_the_least_mapping_says_what_must_be_said() -> None:
    mapping = read(LEAST, "mine.toml")
    assert (mapping.kind, mapping.source, mapping.leads) == ("tickets", "mine", "source")
    assert mapping.columns["key"] == ("No",)
    assert mapping.tickets.states == {"Open": Standing("new")}


@pytest.mark.parametrize(
    ("instead_of", "put", "words"),
    [
        ("[columns]", "columns]", "mine.toml: is no TOML"),
        ('name = "mine"', 'nme = "mine"', "mine.toml, name: is missing"),
        ('name = "mine"', 'name = "mine"\nrow = "x"', "mine.toml, row: means nothing here; did you mean rows?"),
        ('name = "mine"', 'name = "mine"\nkind = "ticket"', "kind: is 'ticket'; it can be tickets, clients"),
        ('name = "mine"', 'name = "mine"\nrows = "days"', "rows: is 'days'; it can be events, tickets"),
        ('key = "No"', "", "mine.toml, [columns], key: is missing"),
        ('key = "No"', 'key = "No"\nprioritty = "P"', "prioritty: tickets have no such field; did you mean priority?"),
        ('at = "When"', "", "mine.toml, [columns], at: is missing; rows = 'events' need it"),
        ('at = "When"', "at = 5", "mine.toml, [columns], at: must be a text, not 5"),
        ('state = "State"', "", "[columns], state: is missing"),
        ('Open = "new"', "", "mine.toml, [states]: is missing"),
        ('Open = "new"', 'Open = "nu"', "mine.toml, [states], Open: is 'nu'; it can be new, in progress"),
        ('Open = "new"', 'Open = { waiting = "godot" }', "[states.\"Open\"], waiting: is 'godot'; it can be"),
        ('Open = "new"', 'Open = { phase = "new", silent = ["x"] }', "silent: is 'x'; it can be all, impact"),
        ("impact = 2", "impact = 4", "mine.toml, [defaults], impact: is 4; it can be 1 or 2 or 3"),
        ('priority = "P3"', "", "[columns], priority: is missing: name its column here, or give it in [defaults]"),
        ("[states]", '[dates]\nformats = ["dd.mm.yyyy"]\n[states]', "[dates], formats: 'dd.mm.yyyy' is none"),
        ("[states]", '[dates]\nzone = "Mars"\n[states]', "[dates], zone: 'Mars' is no zone"),
        ("[states]", '[file]\ndelimiter = "::"\n[states]', "[file], delimiter: must be one character"),
        ("[states]", '[file]\nencoding = "utf-9"\n[states]', "[file], encoding: 'utf-9' is no encoding"),
        ("[states]", '[file]\nformat = "xls"\n[states]', "it can be , csv, xlsx, xes, json lines"),
        ("[states]", '[values.priority]\nhigh = "P9"\n[states]', "[values], priority.high: is 'P9'; it can be P1"),
        ("[states]", '[names]\nclient = { from = "x", to = "y" }\n[states]', "[names.client], from: must hold one *"),
        ('name = "mine"', 'name = "mine"\ntitles = ["{0.a}"]', "titles: {0.a} is none of channel"),
        ('name = "mine"', 'name = "mine"\nfinal = ["end"]', "final: 'end' is no field of tickets"),
        ('name = "mine"', 'name = "mine"\noptional = ["team"]', "optional: 'team' stands not in [columns]"),
        ("[states]", '[agreement]\nname = "a"\n[states]', "[agreement.calendar], zone: is missing"),
    ],
)
def test_a_mistake_is_named_by_file_table_and_key(instead_of: str, put: str, words: str) -> None:
    assert instead_of in LEAST
    assert words in wrong(LEAST.replace(instead_of, put))


def test_a_working_time_is_written_as_people_say_it() -> None:
    agreement = """
[agreement]
name = "a"
[agreement.calendar]
zone = "Europe/London"
mon = "09:00-17:30"
[agreement.resolution.targets]
P3 = "{}"
"""
    found = read(LEAST + agreement.format("1 h 30 min"), "mine.toml").tickets.agreement
    assert found is not None
    assert found.clauses["kinds"]["resolution"]["targets"] == {"P3": 5400}
    assert "P3: '90' is no working time like 8 h" in wrong(LEAST + agreement.format("90"))
    assert "mon: '9-17' is no span of hours" in wrong(LEAST + agreement.replace("09:00-17:30", "9-17").format("8 h"))


def test_a_file_that_is_none_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match=r"none.toml: cannot be read: No such file"):
        load(tmp_path / "none.toml")
    path = tmp_path / "mine.toml"
    path.write_bytes(b"name = '\xff'")
    with pytest.raises(BadMapping, match=r"mine.toml: is not UTF-8"):
        load(path)


def test_all_that_come_along_can_be_read_and_a_near_name_is_suggested() -> None:
    assert {"uci", "helpdesk-italy", "jira", "generic-tickets", "generic-events"} <= set(known())
    assert [named(name).name for name in known()] == list(known())
    with pytest.raises(KeyError, match="did you mean jira"):
        named("jirra")


def test_the_reference_names_every_field_and_mapping_and_its_examples_can_be_read() -> None:
    page = (Path(__file__).parents[3] / "docs/reference/mapping.md").read_text()
    named_there = set(re.findall(r"`([a-z_-]+)`", page))
    said = {item.name for kind in fields.KINDS for item in fields.of(kind)} | set(known())
    assert sorted(said - named_there) == []
    whole, *parts = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert read(whole, "old.toml").tickets.states["asked customer"] == Standing("waiting", "client")
    for part in parts:
        assert read(LEAST + part, "mine.toml").name == "mine"
