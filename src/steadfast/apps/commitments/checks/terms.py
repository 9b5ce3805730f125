"""Terms are addressed by their content, calendars by their hours: a row that was altered no longer fits its address."""

from collections.abc import Iterator

from steadfast.apps.agreements.models import CalendarVersion
from steadfast.apps.commitments.models import Terms
from steadfast.domain.commitment.terms import Terms as Clause
from steadfast.domain.working_time import CalendarError, Hours
from steadfast.foundation.verify import Finding


def check() -> Iterator[Finding]:
    """Yield terms and calendar versions whose content is not what their digest says."""
    for row in Terms.objects.order_by("pk").iterator():
        try:
            clause = Clause.from_body(row.body)
        except (KeyError, TypeError) as error:
            yield Finding(f"terms {row.pk}", f"the clause cannot be read: {error!r}")
            continue
        if clause.digest(calendar=row.calendar_version_id, agreement=row.agreement_version_id) != row.digest:
            yield Finding(f"terms {row.pk}", "the clause is not the one that its digest names")
        if (row.target_s, row.warn_bp) != (clause.target_s, clause.warn_bp):
            yield Finding(f"terms {row.pk}", "target or warning differ from the clause")
    for version in CalendarVersion.objects.select_related("calendar").order_by("pk"):
        if _digest(version) != version.digest:
            yield Finding(f"calendar {version.calendar} v{version.no}", "the hours are not those that its digest names")


def _digest(version: CalendarVersion) -> str:
    try:
        return Hours.from_dict(version.body).digest
    except CalendarError as error:
        return str(error)
