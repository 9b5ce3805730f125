"""The list of imports as a file."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from steadfast.apps.imports import queries
from steadfast.apps.imports.models import Batch
from steadfast.foundation import spreadsheet
from steadfast.foundation.access import Request, access

COLUMNS = ("number", "kind", "file", "mapping", "source", "state", "by", "begun_at", "shown_at", "undone_at")


@access("imports.view")
@require_safe
def batches(request: Request, form: str) -> HttpResponse:
    """Send the imports, newest first."""
    rows = queries.visible_to(request.actor).select_related("created_by")
    return spreadsheet.of_rows(rows, COLUMNS, _cells, order=("-pk",), name="imports", form=form)


def _cells(one: Batch) -> list[str]:
    times = (one.created_at, one.shown_at, one.undone_at)
    by = one.created_by.name if one.created_by else ""
    said = [str(one.pk), one.kind, one.file_name, one.mapping, one.source, one.state, by]
    return [*said, *map(spreadsheet.instant, times)]
