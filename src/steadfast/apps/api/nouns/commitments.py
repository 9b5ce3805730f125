"""The register: who owes what to whom by when. Lists by the filters of its page; a promise in one request."""

from typing import Any, Literal

from django.http import Http404
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from steadfast.apps.api.serving.answers import Told, saw, version_tag
from steadfast.apps.api.serving.routes import reads, writes
from steadfast.apps.api.serving.shapes import (
    Day,
    Given,
    Id,
    Instant,
    Named,
    Paging,
    Words,
    page_of,
    someone,
    told_page,
)
from steadfast.apps.commitments import operations
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations import Word
from steadfast.apps.commitments.queries import filters as wanted
from steadfast.apps.commitments.queries import listing, parties, register
from steadfast.apps.commitments.queries.choices import choices
from steadfast.apps.commitments.queries.parties import Whom
from steadfast.apps.identity.models import Party, Person
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock, pages
from steadfast.foundation.access import Request
from steadfast.foundation.addresses import numbered

routes = Router(tags=["commitments"])
WITH = ("subject", "debtor", "creditor", "creditor_person", "client", "owner", "team")
PLAIN = (
    "uid", "kind", "what", "direction", "priority", "verdict", "promised_at", "due_at", "first_due_at", "felt_due_at",
    "waiting_since", "moves", "done_at", "closed_at", "closed_as", "version",
)  # fmt: skip


class About(Schema):
    """What it is about."""

    kind: str
    number: int
    label: str
    title: str


class CommitmentOut(Schema):
    """`debtor` owes `what` to `creditor` by `due_at`; `verdict` is derived: open, kept, kept late, broken …"""

    number: int
    label: str
    uid: str
    page: str
    kind: str
    what: str
    direction: Literal["ours", "theirs", "inside", "between"]
    debtor: Named
    creditor: Named
    creditor_person: Named | None
    client: Named | None
    owner: Named | None
    team: Named | None
    priority: str
    about: About
    promised_at: Instant
    due_at: Instant
    first_due_at: Instant
    felt_due_at: Instant
    waiting_since: Instant | None
    moves: int
    done_at: Instant | None
    closed_at: Instant | None
    closed_as: str | None
    verdict: str
    version: int


class Wanted(Paging):
    """Filters, as those of the page of the register. `owner`: an id, "me" or "leaders"."""

    verdict: Literal["open", "kept", "broken", "kept late", "withdrawn", "released", "void", "any"] = "open"
    direction: Literal["", "ours", "theirs", "inside", "between"] = ""
    kind: str = Field("", max_length=32)
    due: Literal["", "late", "today", "week"] = ""
    since: Day | None = None
    until: Day | None = None
    owner: str = Field("", max_length=19, pattern=r"^([1-9][0-9]{0,17}|me|leaders)?$")
    client: Id | None = None
    team: Id | None = None
    debtor: Id | None = None
    creditor: Id | None = None


class NewWord(Given):
    """A word that was given: ours to a client or contact, or `theirs` to us."""

    what: Words = Field(min_length=1, pattern=r"\S")
    due_at: Instant
    party: Id = Field(description="the client, supplier or partner")
    person: Id | None = Field(None, description="the person of that side")
    theirs: bool = False


@reads(routes, "/commitments", "register.view", page_of(CommitmentOut))
def list_commitments(request: Request, asked: Query[Wanted]) -> Told:
    """List commitments: open ones by due time, others latest first. A page may end early; go on while `next` is set."""
    given = asked.dict(exclude={"cursor", "limit", "kind"})
    filters = wanted.Filters(**given, kind=asked.kind.replace("\0", ""))
    chosen = listing.select(filters, request.actor, choices(filters), now=clock.now())
    if asked.cursor and not pages.is_cursor(chosen.rows, filters.order, asked.cursor):
        raise Refused("This cursor is none of this list; begin without one.")
    rows = chosen.rows.select_related(*WITH)
    page = pages.page(rows, order=filters.order, after=asked.cursor, size=asked.limit, along=chosen.along)
    return Told(told_page(page, told))


@reads(routes, "/commitments/{number:number}", "register.show", CommitmentOut)
def get_commitment(request: Request, number: int) -> Told:
    """Read one commitment."""
    return one(request, number)


@writes(routes, "/commitments", "register.word", CommitmentOut, status=201)
def give_word(request: Request, typed: NewWord) -> Told:
    """Record a promise: whoever's token it is gave ours; of theirs we heard it."""
    now = clock.now()
    party = Party.objects.filter(pk=typed.party).exclude(kind="practice").first()
    person = Person.objects.filter(pk=typed.person, party=party, left_at=None).first() if typed.person else None
    if party is None or (typed.person and person is None):
        raise Refused("There is no such party or person.")
    calendar = parties.calendar_with(party, now=now)
    word = Word(typed.what.strip(), Whom(party, person), typed.due_at, None, calendar, now, typed.theirs)
    return one(request, operations.give(word, actor=request.actor, now=now).pk, status=201)


def one(request: Request, number: int, *, status: int = 200) -> Told:
    """Return one as it is now; 404 out of sight."""
    row = find(request, number)
    saw(request, "promise", number)
    place = reverse("api:v1:get_commitment", args=[number]) if status == 201 else ""
    return Told(told(row), status, version_tag(row.version), place)


def find(request: Request, number: int) -> Commitment:
    """Return a commitment in sight, or answer 404."""
    row = register.visible_to(request.actor).filter(pk=number).select_related(*WITH).first()
    if row is None:
        raise Http404
    return row


def told(row: Commitment) -> dict[str, Any]:
    """Return what is told of a commitment."""
    about = row.subject
    return {
        "number": row.pk,
        "label": str(row),
        "page": numbered("commitments:show", row.pk),
        **{name: getattr(row, name) for name in PLAIN},
        **{name: someone(getattr(row, name)) for name in WITH[1:]},
        "about": {"kind": about.kind, "number": about.number, "label": about.label, "title": about.title},
    }
