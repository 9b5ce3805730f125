"""A planned ticket placed among our rows: every id that its events and rows name, known before either is written."""

from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.commitments.models import Terms
from steadfast.apps.desk.importing.apply.ground import Standard
from steadfast.apps.desk.importing.apply.names import Names, Place
from steadfast.apps.desk.importing.plan.planning import PlannedTicket
from steadfast.apps.desk.importing.plan.promises import PlannedPromise
from steadfast.foundation.models import Subject


@dataclass(frozen=True, slots=True)
class Placed:
    """Ids of one ticket. `owner_id` is who answers now, or who did when it was closed (None: none recorded)."""

    plan: PlannedTicket
    subject: Subject
    client: Place
    contact_id: int | None
    team_id: int | None
    owner_id: int | None
    taken_at: datetime | None
    standard: Standard | None
    commitment_id: int | None

    @property
    def subject_id(self) -> int:
        return self.subject.pk

    @property
    def promise(self) -> PlannedPromise | None:
        return self.plan.promise

    def terms(self, place: int) -> Terms:
        """Return the terms row of one of the promise's due times."""
        if self.promise is None or self.standard is None:
            raise LookupError("nothing was promised on this ticket")
        return self.standard.terms(self.promise.stamps[place].terms)


def placed(
    plan: PlannedTicket,
    subject: Subject,
    names: Names,
    standard: Standard | None,
    commitment_id: int | None = None,
    *,
    stays_with: Place | None = None,
) -> Placed:
    """Place one ticket; one that is known stays with its client.

    Who is not here any more answers for nothing open: then the duty owner of the team does.
    """
    history = plan.history
    team, owner = names.team(history.team), names.owner(history.owner)
    client = stays_with or names.client(history.client)
    owner_id, taken_at = (owner.person_id, history.owned_since) if owner else (None, None)
    if history.phase != "closed" and (owner is None or not owner.present):
        owner_id, taken_at = (team.duty_owner_id if team else names.duty_owner.pk), None
    return Placed(
        plan=plan,
        subject=subject,
        client=client,
        contact_id=names.contact(client, history.contact),
        team_id=team.pk if team else None,
        owner_id=owner_id,
        taken_at=taken_at,
        standard=standard,
        commitment_id=commitment_id,
    )
