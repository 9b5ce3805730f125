"""`steadfast scorecard`: the four numbers, from the register or under one agreement, with the source's verdicts beside.

Without --agreement it counts what the register holds. An agreement under which nothing was promised is a what-if.
"""

import argparse
from typing import Any

from steadfast.config.command import practice
from steadfast.config.command.answer import BadInput, show


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--agreement", metavar="NAME", help="count under this agreement; default: all of the register")
    parser.add_argument("--what-if", action="store_true", help="judge every ticket under it; nothing is stored")
    parser.add_argument(
        "--group", metavar="A,B", default="month", help="month, priority, client, team, kind, direction"
    )
    parser.add_argument("--month", metavar="M", help="2026-11, or from one to another: 2026-01..2026-06")
    parser.add_argument("--priority", metavar="P", help="of this priority; none: without one")
    parser.add_argument("--client", metavar="NAME", help="of this client")
    parser.add_argument("--team", metavar="NAME", help="of this team")
    parser.add_argument("--kind", metavar="KIND", help="of this kind, such as resolution")
    parser.add_argument("--direction", metavar="WAY", help="ours (unless said), theirs, inside or between")


def run(options: argparse.Namespace) -> int:
    """Print the figures."""
    practice.open_existing()
    from steadfast.apps.identity import queries as identity
    from steadfast.apps.reporting.queries import asked, document, grain, months, scorecard
    from steadfast.foundation import clock

    if options.what_if and options.agreement is None:
        raise BadInput("--what-if needs --agreement NAME: judged under which one?")
    actor, now = identity.operator(), clock.now()
    groups = [group.strip() for group in options.group.split(",") if group.strip()]
    try:
        chosen = scorecard.of_groups(asked.selection(vars(options)), groups, options.direction or "")
        if options.agreement is None:
            card = scorecard.of_register(actor, groups, chosen, now=now)
        else:
            card = scorecard.under(actor, options.agreement, groups, chosen, as_if=options.what_if, now=now)
    except (grain.UnknownGroup, scorecard.UnknownAgreement, months.BadSelection) as error:
        raise BadInput(str(error)) from None
    made = document.document(card, chosen, options.agreement, now=now)
    show(made, _text(card, groups), as_json=options.json)
    return 0


def _text(card: Any, groups: list[str]) -> str:
    parts = [_table(card.rows, groups, _title(card))]
    if card.felt is not None:
        parts.append(_table(card.felt, groups, "As the client felt it: opened to resolved, waits included"))
    if card.verdicts is not None:
        lines = [f"{c.priority:4} {c.ours:10} {c.source_kept:>8} {c.source_broken:>8}" for c in card.verdicts.table]
        head = f"Our verdict beside the source's: {card.verdicts.agree} agree, {card.verdicts.differ} differ"
        parts.append("\n".join([head, f"{'':4} {'ours':10} {'kept':>8} {'broken':>8}", *lines]))
    return "\n\n".join(parts)


def _title(card: Any) -> str:
    if not card.stored:
        return "What if (nothing of this is stored)"
    return "All of the register" if card.felt is None else "As the agreement says"


def _table(rows: list[Any], groups: list[str], title: str) -> str:
    from steadfast.apps.reporting.queries.document import COUNTS

    width = max([8, *(len(" · ".join(row.key.values())) for row in rows)])
    head = f"{' · '.join(groups):{width}} " + " ".join(f"{name:>12}" for name in COUNTS)
    lines = [
        f"{' · '.join(row.key.values()):{width}} " + " ".join(f"{getattr(row.numbers, name):>12,}" for name in COUNTS)
        for row in rows
    ]
    return "\n".join([title, head, *(lines or ["nothing fell due: –"])])
