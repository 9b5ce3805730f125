"""The mapping of "Dataset belonging to the help desk log of an Italian Company" (Polato 2017, 4TU.ResearchData).

An event log: one row for each activity, and the first row of a ticket opens it. It holds no verdict of its own, so the
agreement is ours: docs/algorithms/import.md says why these hours and targets.
"""

from collections.abc import Callable

from steadfast.apps.desk.importing.mapping.italian_holidays import HOLIDAYS
from steadfast.apps.desk.importing.mapping.mapping import FACTS, WORDS, Mapping, SourceAgreement, Standing

HOUR = 3600
DAY = [["09:00", "13:00"], ["14:00", "18:00"]]

WORKING_DAYS = SourceAgreement(
    name="helpdesk-italy: working days to resolve",
    calendar_name="helpdesk-italy: Mon–Fri 09:00–13:00 and 14:00–18:00, Italian holidays",
    calendar={
        "timezone": "Europe/Rome",
        "weekly": {day: DAY for day in ("mon", "tue", "wed", "thu", "fri")},
        "holidays": list(HOLIDAYS),
        "holiday_names": dict(HOLIDAYS),
    },
    clauses={
        "kinds": {
            "resolution": {
                "targets": {"P1": 8 * HOUR, "P2": 40 * HOUR, "P3": 80 * HOUR, "P4": 120 * HOUR},
                "starts": "opened",
                "stops": "resolved",
                "pauses_on": ["client", "resolved"],
            }
        },
        "confirmation_s": 0,
    },
)


def _numbered(noun: str) -> Callable[[str], str]:
    """Return the reader of a column that calls everything "Value" with a number."""
    return lambda text: f"{noun} {text.strip().removeprefix('Value ')}"


# A row of the developers' own tracker, in which severity, service level and customer are those of the tracker's entry.
ASIDE = Standing("unknown", silent=frozenset((*FACTS, *WORDS)))
NOT_THE_OWNER = frozenset(("owner",))

HELPDESK_ITALY = Mapping(
    name="helpdesk-italy",
    columns={
        "key": "case_id",
        "state": "activity",
        "activity": "activity",
        "at": "timestamp",
        "by": "resource",
        "owner": "resource",
        "client": "customer",
        "team": "workgroup",
        "category": "product",
        "subcategory": "service_type",
        "impact": "seriousness_2",
        "urgency": "seriousness_2",
        "priority": "seriousness_2",
    },
    date_format="%Y-%m-%dT%H:%M:%S%z",
    zone="Europe/Rome",
    states={
        "Insert ticket": Standing("new", silent=NOT_THE_OWNER),
        "Assign seriousness": Standing("unknown", silent=NOT_THE_OWNER),
        "Take in charge ticket": Standing("in progress"),
        "Schedule intervention": Standing("in progress"),
        "Wait": Standing("waiting", "client"),
        "Require upgrade": Standing("waiting", "problem"),
        "Create SW anomaly": Standing("waiting", "problem"),
        "Resolve SW anomaly": Standing("in progress"),
        "Resolve ticket": Standing("resolved"),
        "Closed": Standing("closed", silent=NOT_THE_OWNER),
        "VERIFIED": ASIDE,
        "RESOLVED": ASIDE,
        "INVALID": ASIDE,
        "DUPLICATE": ASIDE,
    },
    # The source's numbers have no order. These follow how fast half of each was resolved: 4 in hours, 3 in a fortnight.
    priority={"Value 4": "P1", "Value 1": "P2", "Value 2": "P3", "Value 3": "P4"},
    impact={"Value 4": 1, "Value 1": 2, "Value 2": 2, "Value 3": 3},
    urgency={"Value 4": 1, "Value 1": 1, "Value 2": 2, "Value 3": 2},
    names={
        "client": _numbered("Customer"),
        "owner": _numbered("Agent"),
        "by": _numbered("Agent"),
        "team": _numbered("Workgroup"),
        "category": _numbered("Product"),
        "subcategory": _numbered("Service type"),
    },
    titles=("{category}, {subcategory} ({key})",),
    agreement=WORKING_DAYS,
)
