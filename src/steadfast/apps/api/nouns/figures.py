"""The four numbers: what fell due, and what of it was kept. And the search over everything."""

from typing import Any, Literal

from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import reads
from steadfast.apps.api.serving.shapes import Id
from steadfast.apps.identity import auditing
from steadfast.apps.reporting.queries import document, scorecard
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.foundation import clock
from steadfast.foundation.access import Request
from steadfast.foundation.search import finding

routes = Router(tags=["figures"])
Group = Literal["month", "priority", "client", "team", "kind", "direction"]


class Figures(Schema):
    """As `steadfast scorecard --json` says it; each row has the four numbers and their parts."""

    agreement: str | None
    period: Any
    rows: list[dict[str, Any]]


class Question(Schema):
    """What to find: words or a number, of one kind or of all; `below`: `next` of the page before."""

    q: str = Field(min_length=1, max_length=200)
    kind: str = Field("", max_length=40)
    below: Id | None = None


class Hit(Schema):
    """What was found: its kind, what it is called, what it is about, and its page."""

    kind: str
    title: str
    about: str
    snippet: str
    page: str


class Hits(Schema):
    """At most twenty, newest first; `next` goes on."""

    items: list[Hit]
    next: str | None


@reads(routes, "/scorecard", "scorecard.view", Figures)
def get_scorecard(request: Request, group: Group = "month") -> Told:
    """Read what we owed by month, priority, client, team, kind or direction."""
    now, chosen = clock.now(), scorecard.of_groups(Selection(), [group], "")
    found = scorecard.of_register(request.actor, [group], chosen, now=now)
    said = document.document(found, chosen, None, now=now)
    return Told({name: said[name] for name in ("agreement", "period", "rows")})


@reads(routes, "/search", "tickets.note", Hits)
def search(request: Request, asked: Query[Question]) -> Told:
    """Find by words or by number, in notes too: so it needs their scope."""
    if auditing.paced(request, "search") is not None:
        raise HttpError(429, "Too many searches; go on in a minute.")
    found = finding.answer(asked.q.replace("\0", ""), actor=request.actor, kind=asked.kind, below=asked.below)
    following = None if found.next is None else str(found.next)
    return Told({"items": [_hit(one) for one in found.shown], "next": following})


def _hit(one: finding.Shown) -> dict[str, Any]:
    texts = {name: "".join(part.text for part in getattr(one, name)) for name in ("title", "about", "snippet")}
    return {"kind": one.source.name, **texts, "page": one.hit.url}
