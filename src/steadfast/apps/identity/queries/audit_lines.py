"""Lines of the audit page: an entry or an event in words, with the names of whom it is about looked up at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from steadfast.apps.identity.models import AuditEntry, OwnRole, Party, Person
from steadfast.apps.identity.models.audit_entry import EXPORTED, SAW
from steadfast.domain.language import say
from steadfast.foundation import addresses, events_said, kinds
from steadfast.foundation.models import Event

NAMED = ("client", "person")  # kinds that are known by the name of a row of ours


@dataclass(frozen=True)
class Line:
    """A line as it is read: who, when, what, about what (with its page, if any), and from where. `kind` is stored."""

    id: int
    at: datetime
    person: int | None
    kind: str
    what: str
    about: str = ""
    url: str = ""
    address: str = ""
    browser: str = ""
    system: str = ""
    who: str = ""


def lines_of_entries(rows: Iterable[AuditEntry], pages: dict[str, str]) -> list[Line]:
    """Return entries as lines, with names looked up at once; `pages`: url names by kind."""
    rows = list(rows)
    names = _names([row.person_id for row in rows], [(row.subject_kind, row.subject_number) for row in rows])
    return [_of_entry(row, names, pages) for row in rows]


def lines_of_events(rows: Iterable[Event]) -> list[Line]:
    """Return events as lines."""
    rows = list(rows)
    about = [("person", row.data["person"]) for row in rows if isinstance(row.data.get("person"), int)]
    names = _names([row.actor_id for row in rows], about)
    return [_of_event(row, names) for row in rows]


def _of_entry(row: AuditEntry, names: dict[tuple[str, int], str], pages: dict[str, str]) -> Line:
    line = Line(row.pk, row.at, row.person_id, row.kind, say(row.kind), "", "", row.address, row.browser, row.system)
    line = replace(line, who=names.get(("person", row.person_id or 0), ""))
    if row.kind == EXPORTED:
        return replace(line, about=row.path)
    if row.kind != SAW:
        return replace(line, about=say(row.how))
    return replace(line, about=_called(row, names), url=_page(row, pages))


def _called(row: AuditEntry, names: dict[tuple[str, int], str]) -> str:
    if row.subject_kind in NAMED:
        return names.get((row.subject_kind, row.subject_number), "") or f"{row.subject_kind} {row.subject_number}"
    if kinds.get(row.subject_kind):
        return kinds.label(row.subject_kind, row.subject_number)
    return f"{say(row.subject_kind)} {row.subject_number}" if row.subject_number else say(row.subject_kind)


def _page(row: AuditEntry, pages: dict[str, str]) -> str:
    url_name = pages.get(row.subject_kind, "")
    if not url_name:
        return ""
    return addresses.numbered(url_name, row.subject_number) if row.subject_number else reverse(url_name)


def _of_event(row: Event, names: dict[tuple[str, int], str]) -> Line:
    data: dict[str, Any] = row.data
    about, url = "", ""
    if row.subject is not None:
        kind = kinds.get(row.subject.kind)
        about, url = str(row.subject), addresses.numbered(kind.url_name, row.subject.number) if kind else ""
    elif isinstance(data.get("person"), int):
        about = names.get(("person", data["person"]), "")
        url = reverse("identity:person", args=[data["person"]])
    if given := data.get("roles"):
        about = f"{about}: {', '.join(_roles(given))}"
    elif isinstance(data.get("name"), str) and row.kind.startswith(("role.", "team.")):
        about = data["name"]
    who = names.get(("person", row.actor_id or 0), "") or "Steadfast"
    return Line(row.pk, row.recorded_at, row.actor_id, row.kind, events_said.said(row.kind), about, url, who=who)


def _roles(keys: Iterable[str]) -> list[str]:
    own = {row.key: row.name for row in OwnRole.objects.all()} if any("-" in key for key in keys) else {}
    return [own.get(key) or say(key) for key in keys]


def _names(persons: Iterable[int | None], about: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    wanted = {key for key in persons if key} | {number for kind, number in about if kind == "person"}
    found = {("person", pk): name for pk, name in Person.objects.filter(pk__in=wanted).values_list("pk", "name")}
    parties = {number for kind, number in about if kind == "client"}
    clients = Party.objects.filter(pk__in=parties).values_list("pk", "name") if parties else []
    return found | {("client", pk): name for pk, name in clients}
