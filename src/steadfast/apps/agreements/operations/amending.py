"""Prepare an edit: an amendment is drafted, begun again from a newer version, or dropped. Nothing is in force by it.

Its application makes the version (`make_version`); the register, which stands above, carries that to open promises.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from steadfast.apps.agreements import merging, queries
from steadfast.apps.agreements.models import Agreement, AgreementVersion, Amendment, Calendar, CalendarVersion
from steadfast.apps.agreements.operations.agreement import add_agreement_version
from steadfast.apps.agreements.operations.calendar import add_calendar_version
from steadfast.apps.agreements.operations.reaching import refuse_unreachable
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.domain.working_time import Hours
from steadfast.foundation import events
from steadfast.foundation.actor import Actor

Body = Mapping[str, Any]


@transaction.atomic
def draft_calendar(
    calendar: Calendar,
    base_no: int,
    body: Body,
    *,
    origins: Mapping[str, str] | None = None,
    before: Amendment | None = None,
    actor: Actor,
    now: datetime,
) -> Amendment:
    """Keep an edit of a calendar that began from version `base_no`. Raise CalendarError, which names the field.

    `before` is the draft that it takes up and that is dropped for it, where it is one still.
    """
    hours = Hours.from_dict(body)
    refuse_unreachable(calendar, hours, now=now)
    _supersede(before, actor, now)
    return Amendment.objects.create(
        calendar=calendar,
        base_no=base_no,
        body=hours.to_dict(),
        origins=dict(origins or {}),
        made_by=_person(actor),
        made_at=now,
    )


@transaction.atomic
def draft_agreement(
    agreement: Agreement,
    base_no: int,
    body: Body,
    on_calendar: Calendar,
    *,
    valid_from: datetime | None = None,
    before: Amendment | None = None,
    actor: Actor,
    now: datetime,
) -> Amendment:
    """Keep an edit of an agreement; without `valid_from` it holds from its application on. Raise ClauseError.

    `before`: as of a calendar.
    """
    _supersede(before, actor, now)
    return Amendment.objects.create(
        agreement=agreement,
        base_no=base_no,
        body=clauses.read(body).body(),
        on_calendar=on_calendar,
        valid_from=valid_from,
        made_by=_person(actor),
        made_at=now,
    )


@transaction.atomic
def begin_again(amendment_id: int, *, actor: Actor, now: datetime) -> Amendment:
    """Put the changes of an overtaken draft onto the newest version; where both changed the same, this draft's hold."""
    draft = hold(amendment_id)
    newest = queries.newest_of(draft)
    base = queries.base_of(draft)
    body = merging.merged(base.body, draft.body, newest.body)
    draft.body = Hours.from_dict(body).to_dict() if draft.calendar_id else clauses.read(body).body()
    if draft.agreement_id and draft.on_calendar_id == base.calendar_id:
        draft.on_calendar_id = newest.calendar_id
    draft.base_no, draft.made_by, draft.made_at = newest.no, _person(actor), now
    draft.save(update_fields=["body", "on_calendar", "base_no", "made_by", "made_at"])
    return draft


@transaction.atomic
def drop(amendment_id: int, *, actor: Actor, now: datetime) -> Amendment:
    """Throw a draft away; nothing came of it but the event, as somebody may have said yes to it already."""
    draft = hold(amendment_id)
    draft.state, draft.applied_by_id, draft.applied_at = "dropped", actor.person_id, now
    draft.save(update_fields=["state", "applied_by", "applied_at"])
    edited = draft.agreement or draft.calendar
    if edited is not None:  # the database holds that it edits one of the two
        subject, body = edited.subject, {"amendment": draft.pk, "base": draft.base_no}
        event = events.NewEvent(subject.chain_id, "amendment.dropped", now, subject.pk, body)
        events.append(event, actor=actor, now=now)
    return draft


def _supersede(before: Amendment | None, actor: Actor, now: datetime) -> None:
    """Drop the draft that a new one takes up; one that was applied or dropped meanwhile stays as it is."""
    if before is not None:
        still = Amendment.objects.filter(pk=before.pk, state="draft")
        still.update(state="dropped", applied_by_id=actor.person_id, applied_at=now)


def hold(amendment_id: int) -> Amendment:
    """Return a draft, it and what it edits locked, or refuse what is no draft any more."""
    draft = Amendment.objects.select_for_update(of=("self",), no_key=True).get(pk=amendment_id)
    if draft.state != "draft":
        if draft.state == "dropped":
            raise Refused(say("This edit was dropped already."))
        raise Refused(say("This edit was applied already."))
    if draft.calendar_id:
        draft.calendar = (
            Calendar.objects.select_for_update(of=("self",), no_key=True)
            .select_related("subject")
            .get(pk=draft.calendar_id)
        )
    else:
        agreements = Agreement.objects.select_for_update(of=("self",), no_key=True).select_related("subject")
        draft.agreement = agreements.get(pk=draft.agreement_id or 0)
    return draft


def _person(actor: Actor) -> Person:
    """Return who edits; only somebody with a name can."""
    if actor.person_id is None:
        raise Refused(say("Only a person can edit what was agreed."))
    return Person.objects.get(pk=actor.person_id)


def make_version(draft: Amendment, *, actor: Actor, now: datetime) -> CalendarVersion | AgreementVersion:
    """Make the version that a held draft describes; Refused where a newer one than its base was made meanwhile."""
    newest = queries.newest_of(draft)
    if newest.no != draft.base_no:
        made = queries.maker_of(newest)
        raise Refused(
            say(
                "%(name)s made version %(no)s after this edit began; begin again from it.", name=made.name, no=newest.no
            )
        )
    if draft.calendar is not None:
        refuse_unreachable(draft.calendar, Hours.from_dict(draft.body), now=now)
        version = add_calendar_version(draft.calendar, draft.body, origins=draft.origins, actor=actor, now=now)
        draft.calendar_version = version
        return version
    if draft.agreement is None or draft.on_calendar is None:
        raise Refused(say("This edit names nothing that it edits."))
    valid_from = max(draft.valid_from or now, now)
    agreed = add_agreement_version(draft.agreement, draft.on_calendar, draft.body, valid_from, actor=actor, now=now)
    draft.agreement_version = agreed
    return agreed
