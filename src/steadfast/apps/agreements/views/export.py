"""Agreements with the targets in force, and calendars with their hours, as files."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from steadfast.apps.agreements import queries, words
from steadfast.apps.agreements.models import Agreement, AgreementVersion, Calendar
from steadfast.domain.commitment import clauses
from steadfast.foundation import clock, pages, spreadsheet
from steadfast.foundation.access import Request, access
from steadfast.foundation.pages import Page

AGREEMENTS = (
    "number",
    "name",
    "client",
    "site",
    "service",
    "offered",
    "version",
    "valid_from",
    "calendar",
    "targets",
    "ends_on",
    "notice_days",
)
CALENDARS = ("number", "name", "version", "zone")
EXPORT = "agreements.export"


@access(EXPORT)
@require_safe
def agreements(request: Request, form: str) -> HttpResponse:
    """Send the agreements, each with the version in force now."""
    now, rows = clock.now(), queries.visible_to(request.actor).select_related("subject", "client", "site")

    def read(after: str | None) -> Page[list[str]]:
        page = pages.page(rows, order=("name", "id"), after=after, size=pages.LARGEST)
        versions = queries.in_force(page.rows, now)
        return Page([_agreement(one, versions.get(one.pk)) for one in page.rows], page.next, page.previous)

    text = spreadsheet.lines(AGREEMENTS, read, list, form=form, what="agreements")
    return spreadsheet.answer(text, "agreements", form=form)


@access(EXPORT)
@require_safe
def calendars(request: Request, form: str) -> HttpResponse:
    """Send the calendars, each with its present version."""
    rows = queries.calendars_visible_to(request.actor).select_related("subject")
    return spreadsheet.of_rows(rows, CALENDARS, _calendar, order=("name", "id"), name="calendars", form=form)


def _agreement(one: Agreement, version: AgreementVersion | None) -> list[str]:
    said = [
        one.subject.label,
        one.name,
        one.client.name if one.client else "",
        one.site.name if one.site else "",
        one.service,
        "yes" if one.offered else "no",
    ]
    if version is None:
        return [*said, "", "", "", "", "", ""]
    found = clauses.read(version.body)
    kinds = found.kinds.values()
    targets = "; ".join(f"{clause.kind}: {words.spread(clause)}" for clause in kinds if clause.targets)
    no, since = version.no, spreadsheet.instant(version.valid_from)
    ends = found.ends_on.isoformat() if found.ends_on else ""
    return [*said, str(no), since, version.calendar.name, targets, ends, str(found.notice_days or "")]


def _calendar(one: Calendar) -> list[str]:
    version = queries.current_version(one)
    return [one.subject.label, one.name, str(version.no), str(version.body.get("zone", ""))]
