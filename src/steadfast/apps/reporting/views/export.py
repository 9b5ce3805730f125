"""The figures of the scorecard's address as CSV and as JSON, by one group or by several (`group=month,priority`)."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from steadfast.apps.reporting.queries import document, grain, scorecard
from steadfast.apps.reporting.queries.months import BadSelection
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.foundation import clock, spreadsheet
from steadfast.foundation.access import Request, access
from steadfast.foundation.frames import bad_address


@access("scorecard.view")
@require_safe
def as_csv(request: Request) -> HttpResponse:
    """Send a line for each group, with the shares as numbers from 0 to 1."""
    try:
        groups, chosen = _asked(request)
    except (BadSelection, grain.UnknownGroup) as error:
        return bad_address(request, error)
    found = scorecard.rows(request.actor, chosen, groups, now=clock.now())
    names = document.columns(groups)
    lines = [names, *([_cell(record[name]) for name in names] for record in map(document.record, found))]
    return spreadsheet.answer(map(spreadsheet.csv_line, lines), "scorecard", form="csv")


@access("scorecard.view")
@require_safe
def as_json(request: Request) -> HttpResponse:
    """Send the document that `steadfast scorecard --json` prints."""
    try:
        groups, chosen = _asked(request)
    except (BadSelection, grain.UnknownGroup) as error:
        return bad_address(request, error)
    now = clock.now()
    card = scorecard.of_register(request.actor, groups, chosen, now=now)
    name = scorecard.name_of(chosen.agreement)
    return JsonResponse(document.document(card, chosen, name, now=now), json_dumps_params={"indent": 1})


def _asked(request: Request) -> tuple[list[str], Selection]:
    groups = [part for part in request.GET.get("group", "month").split(",") if part]
    grain.columns(groups)
    return groups, scorecard.of_groups(Selection.read(request.GET), groups, request.GET.get("direction", ""))


def _cell(value: object) -> str:
    return "" if value is None else str(value)
