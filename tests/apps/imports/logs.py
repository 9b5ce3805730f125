"""Small logs in the form of the UCI file, written by hand for the tests."""

import re
from collections.abc import Iterable
from pathlib import Path

from steadfast.apps.imports.mapping import named

HEADER = re.split(
    ",",
    "number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,"
    "sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,subcategory,u_symptom,"
    "cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,"
    "vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at",
)

USUAL = {
    "number": "INC1",
    "incident_state": "New",
    "reopen_count": "0",
    "made_sla": "true",
    "caller_id": "Caller 1",
    "opened_at": "7/3/2016 14:00",
    "sys_updated_by": "Updated by 1",
    "sys_updated_at": "7/3/2016 14:00",
    "contact_type": "Phone",
    "location": "Location 1",
    "category": "Category 1",
    "subcategory": "Subcategory 2",
    "u_symptom": "Symptom 3",
    "impact": "2 - Medium",
    "urgency": "2 - Medium",
    "priority": "3 - Moderate",
    "assignment_group": "Group 1",
    "assigned_to": "Resolver 1",
    "resolved_at": "?",
    "closed_at": "?",
}

UCI = named("uci")
assert UCI.tickets.agreement is not None
AS_JUDGED = UCI.tickets.agreement
LOG = Path(__file__).parents[3] / "data/uci-incidents/incident_event_log.csv.xz"


def line(**cells: str) -> str:
    """Return one row: the usual one with some cells changed."""
    texts = [{**USUAL, **cells}.get(column, "?") for column in HEADER]
    return ",".join(f'"{text}"' if any(mark in text for mark in ',"\n') else text for text in texts)


def story(number: str, *steps: tuple[str, str], **cells: str) -> list[str]:
    """Return the rows of one ticket from (time, state) steps; it was opened at the first."""
    opened = cells.pop("opened_at", steps[0][0])
    return [
        line(number=number, opened_at=opened, sys_updated_at=at, incident_state=state, **cells) for at, state in steps
    ]


def write(folder: Path, rows: Iterable[str], name: str = "log.csv") -> Path:
    """Write a log with these rows and return its path."""
    path = folder / name
    path.write_text("\n".join([",".join(HEADER), *rows]) + "\n", encoding="utf-8")
    return path
