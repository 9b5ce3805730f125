"""The agreement that a source judged its tickets by: hours and targets, written as people say them ("62 h")."""

import re
from typing import Any

from steadfast.apps.imports.mapping.mapping import SourceAgreement
from steadfast.apps.imports.mapping.section import Section
from steadfast.domain.commitment import clauses
from steadfast.domain.working_time import Hours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPAN = re.compile(r"(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)")
DURATION = re.compile(r"(?:(\d+)\s*h)?\s*(?:(\d+)\s*min)?")


def source_agreement(section: Section) -> SourceAgreement | None:
    """Return the agreement in a table, or None where there is none."""
    name = section.text("name", "")
    if not name:
        section.done()
        return None
    calendar_name, calendar = _calendar(section.section("calendar"), name)
    kinds = {"resolution": _clause(section.section("resolution"))}
    body = {"kinds": kinds, "confirmation_s": 0}
    section.done()
    try:
        clauses.read(body)
    except clauses.ClauseError as error:
        raise section.wrong(error.field, str(error).removeprefix(f"{error.field}: ")) from None
    return SourceAgreement(name, calendar_name, calendar, body)


def _calendar(section: Section, agreement: str) -> tuple[str, dict[str, Any]]:
    name = section.text("name", agreement)
    body: dict[str, Any] = {"timezone": section.text("zone"), "weekly": {}}
    for day in DAYS:
        if spans := section.texts(day, ()):
            body["weekly"][day] = [_span(section, day, span) for span in spans]
    if holidays := section.table_at("holidays"):
        body |= {"holidays": sorted(holidays), "holiday_names": dict(sorted(holidays.items()))}
    section.done()
    try:
        Hours.from_dict(body)
    except (ValueError, KeyError, TypeError) as error:
        raise section.wrong("", str(error)) from None
    return name, body


def _span(section: Section, day: str, text: str) -> list[str]:
    if (found := SPAN.fullmatch(text.strip())) is None:
        raise section.wrong(day, f"{text!r} is no span of hours like 09:00-17:30")
    return [found[1], found[2]]


def _clause(section: Section) -> dict[str, Any]:
    targets = section.section("targets")
    found = {
        "targets": {priority: _seconds(targets, priority, said) for priority, said in targets.rest()},
        "starts": section.text("starts", "opened"),
        "stops": section.text("stops", "resolved"),
        "pauses_on": list(section.texts("pauses_on", ())),
    }
    section.done()
    return found


def _seconds(section: Section, key: str, said: Any) -> int:
    found = DURATION.fullmatch(section.as_text(key, said).strip())
    if found is None or not any(found.groups()):
        raise section.wrong(key, f"{said!r} is no working time like 8 h or 1 h 30 min")
    return int(found[1] or 0) * 3600 + int(found[2] or 0) * 60
