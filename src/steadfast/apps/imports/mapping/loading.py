"""A mapping from its TOML file. Whatever is wrong with it is named by file, table and key."""

import hashlib
import json
import tomllib
from collections.abc import Mapping as Map
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from steadfast.apps.imports.mapping import fields
from steadfast.apps.imports.mapping.mapping import LEADS, MATCHES, Dates, Mapping, Naming
from steadfast.apps.imports.mapping.section import BadMapping, Section, meant
from steadfast.apps.imports.mapping.ticket_rules import ticket_rules
from steadfast.apps.imports.reading import FORMATS, Form

LARGEST = 1 << 20
TIMELY = ("iso", "epoch", "epoch ms")
LONGEST_NAME = 64


def load(path: Path) -> Mapping:
    """Return the mapping in a file. BadMapping says what is wrong and where."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadMapping(path.name, "", "", "is larger than 1 MB; is it a mapping?")
        return read(path.read_text(encoding="utf-8-sig"), path.name)
    except OSError as error:
        raise BadMapping(path.name, "", "", f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadMapping(path.name, "", "", "is not UTF-8") from None


def read(text: str, file: str) -> Mapping:
    """Return the mapping in a text; `file` is how errors call it."""
    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(file, "", "", f"is no TOML: {error}") from None
    return _mapping(Section(file, "", body), body)


def _mapping(top: Section, body: Map[str, Any]) -> Mapping:
    name = top.text("name")
    if not name or len(name) > LONGEST_NAME:
        raise top.wrong("name", f"must have 1 to {LONGEST_NAME} characters")
    kind = top.text("kind", "tickets", among=fields.KINDS)
    form, null = _file(top.section("file"))
    columns = _columns(top.section("columns"), kind)
    found = Mapping(
        name=name,
        kind=kind,
        about=top.text("about", ""),
        source=top.text("source", name)[:LONGEST_NAME],
        leads=top.text("leads", "source", among=LEADS),
        file=form,
        null=null,
        dates=_dates(top.section("dates")),
        columns=columns,
        values=_values(top.section("values"), kind),
        names=_names(top.section("names"), kind),
        defaults=_defaults(top.section("defaults"), kind),
        aliases=_aliases(top.section("aliases")),
        optional=_optional(top, columns),
        match=top.text("match", "", among=MATCHES),
        tickets=ticket_rules(top),
        digest=hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest(),
    )
    top.done()
    _check_needed(top, found)
    return found


def _file(section: Section) -> tuple[Form, frozenset[str]]:
    form = Form(
        format=section.text("format", "", among=("", *FORMATS)),
        delimiter=section.text("delimiter", ""),
        encoding=section.text("encoding", ""),
        sheet=section.text("sheet", ""),
    )
    null = frozenset(section.texts("null", ()))
    section.done()
    if len(form.delimiter) > 1:
        raise section.wrong("delimiter", "must be one character")
    try:
        "".encode(form.encoding or "utf-8")
    except LookupError:
        raise section.wrong("encoding", f"{form.encoding!r} is no encoding that is known here") from None
    return form, null


def _dates(section: Section) -> Dates:
    found = Dates(section.texts("formats", ["iso"]), section.text("zone", "UTC"))
    section.done()
    for form in found.formats:
        if form not in TIMELY and "%" not in form:
            raise section.wrong("formats", f"{form!r} is none: write %d/%m/%Y %H:%M or such, or {', '.join(TIMELY)}")
    try:
        ZoneInfo(found.zone)
    except (KeyError, ValueError, OSError):
        raise section.wrong("zone", f"{found.zone!r} is no zone; they are called like Europe/Rome") from None
    return found


def _columns(section: Section, kind: str) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, value in section.rest():
        _field(section, kind, name)
        places = value if isinstance(value, list) else [value]
        found[name] = tuple(section.as_text(name, place) for place in places)
    return found


def _values(section: Section, kind: str) -> dict[str, dict[str, Any]]:
    found = {}
    for name, table in section.rest():
        known = _field(section, kind, name)
        if not isinstance(table, dict):
            raise section.wrong(name, "must be a table of their word = ours")
        for theirs, ours in table.items():
            _check_word(section, f"{name}.{theirs}", known, ours)
        found[name] = dict(table)
    return found


def _names(section: Section, kind: str) -> dict[str, Naming]:
    found = {}
    for name, table in section.rest():
        _field(section, kind, name)
        if not isinstance(table, dict):
            raise section.wrong(name, 'must be written as { from = "…*", to = "…*" }')
        below = Section(section.file, f"names.{name}", table)
        found[name] = Naming(below.text("from"), below.text("to"))
        below.done()
        if found[name].source.count("*") != 1 or found[name].ours.count("*") > 1:
            raise below.wrong("from", "must hold one *, which stands for the part that is kept")
    return found


def _defaults(section: Section, kind: str) -> dict[str, Any]:
    found = {}
    for name, value in section.rest():
        _check_word(section, name, _field(section, kind, name), value)
        found[name] = value
    return found


def _aliases(section: Section) -> dict[str, str]:
    return {theirs: section.as_text(theirs, ours) for theirs, ours in section.rest()}


def _optional(top: Section, columns: Map[str, tuple[str, ...]]) -> frozenset[str]:
    found = top.texts("optional", ())
    for name in found:
        if name not in columns:
            raise top.wrong("optional", f"{name!r} stands not in [columns]{meant(name, columns)}")
    return frozenset(found)


def _field(section: Section, kind: str, name: str) -> fields.Field:
    if (found := fields.field(kind, name)) is not None:
        return found
    names = [item.name for item in fields.of(kind)]
    raise section.wrong(name, f"{kind} have no such field{meant(name, names) or f'; there are {", ".join(names)}'}")


def _check_word(section: Section, key: str, known: fields.Field, ours: Any) -> None:
    if known.reads == "flag":
        fits = isinstance(ours, bool)
    elif known.reads == "count":
        fits = isinstance(ours, int) and not isinstance(ours, bool)
    else:
        fits = ours in known.words if known.words else isinstance(ours, str)
    if not fits:
        words = " or ".join(str(word) for word in known.words)
        can = words or {"flag": "true or false", "count": "a whole number"}.get(known.reads, "a text")
        raise section.wrong(key, f"is {ours!r}; it can be {can}")


def _check_needed(top: Section, found: Mapping) -> None:
    for item in fields.of(found.kind):
        if item.needed and item.name not in found.columns and item.name not in found.defaults:
            message = "is missing: name its column here, or give it in [defaults]"
            raise BadMapping(top.file, "columns", item.name, message)
    if found.kind == "tickets":
        _check_tickets(top, found)


def _check_tickets(top: Section, found: Mapping) -> None:
    """Refuse a mapping of tickets that tells no story: no instants, or states without a meaning."""
    instant = "at" if found.tickets.rows == "events" else "opened_at"
    if instant not in found.columns:
        raise BadMapping(top.file, "columns", instant, f"is missing; rows = {found.tickets.rows!r} need it")
    if found.tickets.rows == "events" and "state" not in found.columns:
        raise BadMapping(top.file, "columns", "state", "is missing; each event leaves its ticket in some state")
    if "state" in found.columns and not found.tickets.states:
        raise BadMapping(top.file, "states", "", "is missing: say what each state of the source means")
