"""What the audit book hears of: each page that shows a thing, each file that is taken along, each knock at the door.

    auditing.shows("desk:ticket", "ticket")        in AppConfig.ready: this page shows the ticket whose number it names
    auditing.shows("desk:ticket", "ticket", below="tickets/<number:number>/")       and so does what stands below it
    auditing.shows("reporting:scorecard", "scorecard", argument="")       a page that shows no one thing
    auditing.showed(request, "ticket", 17)                                what an address does not name
    if wait := auditing.paced(request): return wait                       a file whose address does not look like one
A form that comes back with a mistake shows what its page shows, so it is a look, too.
A file is whatever is sent as an attachment, and it is written down before its first byte leaves. Whoever takes along
more files, or searches more often, than a person can is asked to wait: this is the place that knows of both.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import ResolverMatch

from steadfast.apps.identity import audit_guards, devices, limits, looks, operations, signals
from steadfast.apps.identity.models import User
from steadfast.apps.identity.models.audit_entry import PROVED, REFUSED, SIGNED_IN
from steadfast.apps.identity.operations.auditing import Origin
from steadfast.domain.language import known
from steadfast.foundation import clock, triggers
from steadfast.foundation.actor import ANONYMOUS, Actor

FILES = (".csv", ".jsonl", ".json")
SEARCHED = {"q"}  # what was searched for may name somebody

LONGEST_ADDRESS = 45  # letters of an IPv6 address that holds an IPv4 one
SHOWING = {200, 409, 422}  # of answers

_pages: dict[str, tuple[str, str]] = {}  # kind and argument by url name
_below: dict[str, tuple[str, str]] = {}  # the same by the beginning of the route
_silent: set[str] = set()  # names of addresses below that show nothing of it


def register() -> None:
    """Listen at the door, note looks at people, and let the database keep what is written."""
    signals.signed_in.connect(came_in, dispatch_uid="identity.audit.signed_in")
    signals.refused.connect(turned_away, dispatch_uid="identity.audit.refused")
    signals.proved.connect(proved, dispatch_uid="identity.audit.proved")
    triggers.register(audit_guards.guards)
    shows("identity:person", known("person"), argument="person_id", below="people/<number:person_id>/")


def shows(url_name: str, kind: str, *, argument: str = "number", below: str = "", but: str = "") -> None:
    """Note each look at a page; `argument` of its address is the number of what it shows.

    `below`: the route of the page, whose forms and other pages show the same thing; `but`: one that does not.
    """
    _pages[url_name] = (kind, argument)
    if below:
        _below[below] = (kind, argument)
    if but:
        _silent.add(but)


def showed(request: HttpRequest, kind: str, number: int) -> None:
    """Note, once it is answered, that a request shows a thing that its address does not name."""
    request.showed = (kind, number)  # type: ignore[attr-defined]


def kinds() -> list[str]:
    """Return the kinds of things of which looks are noted."""
    return sorted({kind for kind, _ in _pages.values()})


def page_of(kind: str) -> str:
    """Return the url name of the page that shows a kind, "" for none."""
    return next((url_name for url_name, (shown, _) in _pages.items() if shown == kind), "")


def watch(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware; it stands inside the one that knows who acts."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", ANONYMOUS)
        if actor.person_id is None:
            return get_response(request)
        answer = paced(request, _paced(request)) or get_response(request)
        if answer.status_code in SHOWING:
            _note(request, answer, actor.person_id)
        return answer

    return middleware


def paced(request: HttpRequest, action: str = "export") -> HttpResponse | None:
    """Count a file or a search of who asks; return the answer that tells them to wait, where it was one too many."""
    key = str(getattr(request, "actor", ANONYMOUS).person_id)
    if not action or limits.spend(request, action, key=key):
        return None
    return limits.too_many(request, action, key=key)


def origin_of(request: HttpRequest) -> Origin:
    """Return from where a request comes, in words."""
    agent = request.headers.get("User-Agent", "")
    return Origin(_address(request), devices.browser(agent), devices.system(agent))


def _address(request: HttpRequest) -> str:
    """Return the reader's address: behind a proxy the one that it names, as the counts of attempts do."""
    try:
        found: str = get_adapter().get_client_ip(request)
    except PermissionDenied:
        found = str(request.META.get("REMOTE_ADDR", ""))
    return found.strip()[:LONGEST_ADDRESS]


def came_in(sender: object, request: HttpRequest, user: User, how: str, **_: Any) -> None:
    """Receive signals.signed_in."""
    operations.note_door(SIGNED_IN, user.person.pk, how, origin_of(request), now=clock.now())


def turned_away(sender: object, request: HttpRequest, email: str, how: str, **_: Any) -> None:
    """Receive signals.refused."""
    operations.note_refused(REFUSED, str(email or ""), how, origin_of(request), now=clock.now())


def proved(sender: object, request: HttpRequest, user: User, how: str, **_: Any) -> None:
    """Receive signals.proved."""
    operations.note_door(PROVED, user.person.pk, how, origin_of(request), now=clock.now())


def _paced(request: HttpRequest) -> str:
    if request.path.endswith(FILES):
        return "export"
    return "search" if request.path.startswith("/search/") else ""


def _note(request: HttpRequest, answer: HttpResponseBase, person_id: int) -> None:
    if answer.get("Content-Disposition", "").startswith("attachment"):
        operations.note_export(person_id, _path(request), origin_of(request), now=clock.now())
        return
    shown = getattr(request, "showed", None) or _shown(request.resolver_match)
    if shown is not None and request.method in {"GET", "POST"}:
        looks.note(person_id, *shown, now=clock.now())


def _shown(match: ResolverMatch | None) -> tuple[str, int] | None:
    """Return kind and number of what an address shows."""
    if match is None or match.view_name in _silent:
        return None
    found = _pages.get(match.view_name) or next(
        (page for route, page in _below.items() if match.route.startswith(route)), None
    )
    return (found[0], int(match.kwargs.get(found[1], 0))) if found else None


def _path(request: HttpRequest) -> str:
    """Return the address with its filters, without the words that were searched for."""
    kept = [(name, value) for name, value in parse_qsl(request.META.get("QUERY_STRING", "")) if name not in SEARCHED]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path
