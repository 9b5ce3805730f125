"""The audit page: who came in, saw, changed, took along and granted what, each as a page of lines and as a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from steadfast.apps.identity import auditing, looks, queries
from steadfast.apps.identity.queries import audit, audit_lines
from steadfast.apps.identity.queries.audit import Asked
from steadfast.apps.identity.queries.audit_lines import Line
from steadfast.foundation import addresses, pages, spreadsheet
from steadfast.foundation.access import Request, access

COLUMNS = ("at", "person", "person_name", "what", "kind", "about", "address", "browser", "system")
TABS = {
    audit.DOORS: _("Signed in"),
    audit.LOOKS: _("Saw"),
    audit.CHANGES: _("Changed"),
    audit.FILES: _("Exported"),
    audit.GRANTS: _("Granted"),
}


@access("audit.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """Show a page of lines."""
    looks.flush()
    asked = _asked(request)
    lines, page = _read(request, asked, request.GET.get("after") or request.GET.get("before"), 50)
    shown = {
        "asked": asked,
        "tabs": [(key, words, key == asked.sort) for key, words in TABS.items()],
        "lines": lines,
        "page": page,
        "people": queries.visible_to(request.actor).order_by("name", "id"),
        "kinds": auditing.kinds(),
        "of_events": audit.is_of_events(asked),
        "near": audit.NEAR,
        "query": _query(request),
    }
    return render(request, "identity/audit.html", shown)


@access("audit.view")
@require_safe
def export(request: Request) -> HttpResponse:
    """Send all lines that the filters leave, as CSV."""
    looks.flush()
    asked = _asked(request)
    text = _text(request, asked, translation.get_language())
    return spreadsheet.answer(text, f"audit-{asked.sort}", form="csv")


def _text(request: Request, asked: Asked, language: str) -> Iterator[str]:
    """Yield the file in pieces; it is sent when the reader's language is no longer the one that is spoken."""
    yield spreadsheet.csv_line(COLUMNS)
    after, sent = None, 0
    while sent < spreadsheet.LIMIT:
        with translation.override(language):
            lines, page = _read(request, asked, after, pages.LARGEST)
        yield "".join(spreadsheet.csv_line(_cells(line)) for line in lines)
        after, sent = page.next, sent + len(lines)
        if after is None:
            return
    yield spreadsheet.csv_line([f"Only the newest {spreadsheet.LIMIT} lines are here; choose a day for the rest."])


def _cells(line: Line) -> list[str]:
    who = str(line.person or "")
    return [spreadsheet.instant(line.at), who, line.who, line.what, line.kind, line.about, *_from_where(line)]


def _from_where(line: Line) -> tuple[str, str, str]:
    return line.address, line.browser, line.system


def _read(request: Request, asked: Asked, after: str | None, size: int) -> tuple[list[Line], pages.Page[Any]]:
    zone = request.actor.zone
    if audit.is_of_events(asked):
        found = pages.page(audit.changes(asked, zone), order=("-id",), after=after, size=size)
        return audit_lines.lines_of_events(found.rows), found
    entries = pages.page(audit.entries(asked, zone), order=("-at", "-id"), after=after, size=size)
    by_kind = {kind: auditing.page_of(kind) for kind in auditing.kinds()}
    return audit_lines.lines_of_entries(entries.rows, by_kind), entries


def _asked(request: HttpRequest) -> Asked:
    """Return what the address asks for; what it says wrongly it does not ask."""
    given = request.GET
    kind = given.get("kind", "")
    try:
        day = date.fromisoformat(given.get("day", ""))
    except ValueError:
        day = None
    return Asked(
        sort=given.get("sort", "") if given.get("sort", "") in TABS else audit.DOORS,
        person=addresses.number_of(given.get("person", "")),
        kind=kind if kind in auditing.kinds() else "",
        number=audit.number_in(given.get("number", "")),
        day=day,
    )


def _query(request: HttpRequest) -> str:
    """Return the filters of the address, for the file and the other tabs."""
    kept = request.GET.copy()
    for name in ("after", "before", "sort"):
        kept.pop(name, None)
    return kept.urlencode()
