"""The mapping of UCI 498, "Incident management process enriched event log" (a ServiceNow audit log, CC BY 4.0).

Its clock names no zone and shows no change to daylight time: it is taken as UTC. It has no column for the client:
the location stands for it, the caller is the contact.
"""

from steadfast.apps.desk.importing.mapping.mapping import Mapping, SourceAgreement, Standing

WEEK = ("mon", "tue", "wed", "thu", "fri")

# Found by comparing the log with its own verdicts (made_sla). The first closing ends the clock; a later one does not
# judge anew.
AS_JUDGED = SourceAgreement(
    name="as the source judged",
    calendar_name="as the source judged: Mon–Fri 14:00–23:00",
    calendar={"timezone": "UTC", "weekly": {day: [["14:00", "23:00"]] for day in WEEK}},
    clauses={
        "kinds": {
            "resolution": {
                "targets": {"P3": 62 * 3600, "P4": 134 * 3600 + 59 * 60},
                "starts": "opened",
                "stops": "closed",
                "pauses_on": [],
            }
        },
        "confirmation_s": 0,
    },
)

UCI = Mapping(
    name="uci",
    columns={
        "key": "number",
        "state": "incident_state",
        "at": "sys_updated_at",
        "by": "sys_updated_by",
        "opened_at": "opened_at",
        "registered_at": "sys_created_at",
        "resolved_at": "resolved_at",
        "closed_at": "closed_at",
        "client": "location",
        "contact": "caller_id",
        "team": "assignment_group",
        "owner": "assigned_to",
        "channel": "contact_type",
        "category": "category",
        "subcategory": "subcategory",
        "symptom": "u_symptom",
        "impact": "impact",
        "urgency": "urgency",
        "priority": "priority",
        "kept": "made_sla",
        "reopened": "reopen_count",
        "reassigned": "reassignment_count",
    },
    date_format="%d/%m/%Y %H:%M",
    zone="UTC",
    null="?",
    states={
        "New": Standing("new"),
        "Active": Standing("in progress"),
        "Awaiting User Info": Standing("waiting", "client"),
        "Awaiting Vendor": Standing("waiting", "supplier"),
        "Awaiting Problem": Standing("waiting", "problem"),
        "Awaiting Evidence": Standing("waiting", "evidence"),
        "Resolved": Standing("resolved"),
        "Closed": Standing("closed"),
        "-100": Standing("unknown"),
    },
    impact={"1 - High": 1, "2 - Medium": 2, "3 - Low": 3},
    urgency={"1 - High": 1, "2 - Medium": 2, "3 - Low": 3},
    priority={"1 - Critical": "P1", "2 - High": "P2", "3 - Moderate": "P3", "4 - Low": "P4"},
    kept={"true": True, "false": False},
    final=frozenset({"resolved_at", "closed_at"}),
    titles=(
        "{symptom} ({category} / {subcategory})",
        "{category} / {subcategory}",
        "{symptom} ({category})",
        "{category}",
        "Incident {key}",
    ),
    no_client="No location recorded",
    agreement=AS_JUDGED,
)
