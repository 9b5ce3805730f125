"""Which edit made a version: who applied it and why. A version without one was made with what it is a version of."""

from dataclasses import dataclass

from steadfast.apps.agreements.models import AgreementVersion, Amendment, CalendarVersion
from steadfast.apps.agreements.queries.amendments import amendments_visible_to
from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Made[V: (AgreementVersion, CalendarVersion)]:
    """A version, and the edit that made it where the reader may see one."""

    version: V
    edit: Amendment | None


def with_edits[V: (AgreementVersion, CalendarVersion)](versions: list[V], actor: Actor, **edited: int) -> list[Made[V]]:
    """Return versions of the calendar or agreement `edited`, in the same order, with their edits."""
    edits = amendments_visible_to(actor).filter(applied_at__isnull=False, **edited).exclude(state="dropped")
    by_version = {edit.calendar_version_id or edit.agreement_version_id: edit for edit in edits}
    return [Made(version, by_version.get(version.pk)) for version in versions]
