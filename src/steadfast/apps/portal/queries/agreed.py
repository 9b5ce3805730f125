"""What is agreed with a client, said to them: what each promises the other, by when, in which hours, what pauses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements import week, words
from steadfast.apps.agreements.models import Agreement, AgreementVersion
from steadfast.apps.clients.models import Client
from steadfast.domain.commitment import clauses, durations
from steadfast.domain.commitment.clauses import Clause, Clauses
from steadfast.domain.language import either, known, say
from steadfast.domain.service_level.priority import PRIORITIES
from steadfast.domain.working_time.calendar import Combination
from steadfast.foundation import moments
from steadfast.foundation.actor import Actor

MOST = 20  # agreements on the page
PROMISES = {
    "first response": known("We answer you for the first time"),
    "next update": known("After each answer we tell you again how it stands"),
    "resolution": known("We solve it"),
    "answer": known("When we ask you for something, you answer"),
}
MEANS = {
    "P1": known("a whole site, now"),
    "P2": known("several people now, or a whole site soon"),
    "P3": known("one person now, several soon, or a whole site that can wait"),
    "P4": known("everything else"),
}
WAITS = {
    "client": known("you"),
    "supplier": known("a supplier"),
    "problem": known("a known problem to be solved"),
    "evidence": known("evidence"),
}


@dataclass(frozen=True, slots=True)
class Promise:
    """One clause: what, how soon by priority (in words, or None where nothing is promised), and what pauses it."""

    what: str
    targets: list[tuple[str, str | None]]
    pauses: str
    clause: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement in words, by the version in force."""

    agreement: Agreement
    version: AgreementVersion
    begun: bool
    promises: list[Promise]
    weeks: list[tuple[str, week.Weekly]]
    joined: str
    file: int | None  # the number of its calendar, where that can be given away as a file
    confirmation: str
    term: str
    priorities: list[tuple[str, str]]


def of(client: Client, actor: Actor, *, now: datetime) -> list[Agreed]:
    """Return the agreements that hold for a client, as their contact may see them; those out of offer are left out."""
    rows = list(agreements.visible_to(actor).filter(offered=True).order_by("name", "id")[:MOST])
    versions = agreements.in_force(rows, now)
    today = now.astimezone(moments.zone_of(actor.zone)).date()
    return [_told(row, versions[row.pk], now, today) for row in rows if row.pk in versions]


def _told(agreement: Agreement, version: AgreementVersion, now: datetime, today: date) -> Agreed:
    found = clauses.read(version.body)
    hours = agreements.hours_of(agreements.current_version(version.calendar))
    named = words.priorities(found)
    return Agreed(
        agreement=agreement,
        version=version,
        begun=version.valid_from <= now,
        promises=[_promise(clause, named) for clause in found.kinds.values() if clause.targets],
        weeks=week.of(hours),
        joined=week.joined(hours),
        file=None if isinstance(hours.rule, Combination) else version.calendar.subject.number,
        confirmation=_confirmation(found),
        term=words.term(found, today),
        priorities=[(name, say(MEANS[name])) for name in PRIORITIES],
    )


def _promise(clause: Clause, named: Sequence[str]) -> Promise:
    within = [(name, clause.targets.get(name)) for name in named]
    return Promise(
        what=say(PROMISES.get(clause.kind, clause.kind)),
        targets=[(name, None if seconds is None else durations.working(seconds)) for name, seconds in within],
        pauses=_pauses(clause.pauses_on),
        clause=clause.text,
    )


def _pauses(reasons: Sequence[str]) -> str:
    """Return what the clock of a promise does while something is waited for, as one says it to the client."""
    whom = either([say(words) for reason, words in WAITS.items() if reason in reasons])
    if "resolved" in reasons and whom:
        return say(
            "The time stands still while we wait for %(whom)s, and from solving until you say that it is not solved.",
            whom=whom,
        )
    if "resolved" in reasons:
        return say("The time stands still from solving until you say that it is not solved.")
    return say("The time stands still while we wait for %(whom)s.", whom=whom) if whom else say("The time runs on.")


def _confirmation(found: Clauses) -> str:
    if not found.confirmation_s:
        return say("There is no time to confirm: what comes back is a new request.")
    span = durations.calendar(found.confirmation_s)
    return say("After we solved it you have %(span)s to say that it is not: then the same promise runs on.", span=span)
