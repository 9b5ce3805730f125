"""What only a mapping of tickets says: its rows, states and titles, and by which agreement it was judged."""

import string
from typing import Any

from steadfast.apps.imports.mapping import fields
from steadfast.apps.imports.mapping.mapping import ROWS, Standing, TicketRules
from steadfast.apps.imports.mapping.section import Section
from steadfast.apps.imports.mapping.source_agreement import source_agreement
from steadfast.domain.commitment import clauses

PHASES = ("new", "in progress", "resolved", "closed", "unknown")
WAITS_FOR = tuple(reason for reason in clauses.REASONS if reason != "resolved")
FACTS = ("impact", "urgency", "priority", "kept", "reopened", "reassigned", "client", "contact", "team", "owner")
WORDS = ("channel", "category", "subcategory", "symptom", "title")
PLAIN = TicketRules()


def ticket_rules(top: Section) -> TicketRules:
    """Return the rules in the keys rows, final and titles, and in the tables [states] and [agreement]."""
    final = top.texts("final", ())
    for name in final:
        if fields.field("tickets", name) is None:
            raise top.wrong("final", f"{name!r} is no field of tickets")
    return TicketRules(
        rows=top.text("rows", PLAIN.rows, among=ROWS),
        states=_states(top.section("states")),
        final=frozenset(final),
        titles=_titles(top),
        agreement=source_agreement(top.section("agreement")),
    )


def _states(section: Section) -> dict[str, Standing]:
    return {theirs: _standing(section, theirs, said) for theirs, said in section.rest()}


def _standing(section: Section, theirs: str, said: Any) -> Standing:
    """Return what one state means: a phase, or a table { phase or waiting = "client", silent = […] }."""
    if isinstance(said, str):
        return Standing(section.as_text(theirs, said, PHASES))
    if not isinstance(said, dict):
        raise section.wrong(theirs, 'must be a phase or a table such as { waiting = "client" }')
    below = Section(section.file, f'{section.table}."{theirs}"', said)
    reason = below.text("waiting", "", among=("", *WAITS_FOR))
    phase = "waiting" if reason else below.text("phase", "unknown", among=PHASES)
    silent = below.texts("silent", ())
    below.done()
    known = (*FACTS, *WORDS)
    for name in silent:
        below.as_text("silent", name, ("all", *known))
    return Standing(phase, reason, frozenset(known if "all" in silent else silent))


def _titles(top: Section) -> tuple[str, ...]:
    found = top.texts("titles", PLAIN.titles)
    for template in found:
        try:
            parts = list(string.Formatter().parse(template))
        except ValueError as error:
            raise top.wrong("titles", f"{template!r}: {error}") from None
        for _, name, form, turned in parts:
            if name is not None and (name not in (*WORDS, "key") or form or turned):
                raise top.wrong("titles", f"{{{name}}} is none of {', '.join((*WORDS, 'key'))}")
    return found
