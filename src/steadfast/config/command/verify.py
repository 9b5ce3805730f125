"""`steadfast verify`: recomputes every commitment from its events, checks chains and triggers, names what fails."""

import argparse

from steadfast.config.command import practice
from steadfast.config.command.answer import BadInput, show


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", metavar="CHECK", action="append", default=[], help="run this check alone; may repeat")


def run(options: argparse.Namespace) -> int:
    """Print the findings; exit status 1 when there is one."""
    practice.open_existing()
    from steadfast.foundation import verify

    names = verify.names()
    for name in options.only:
        if name not in names:
            raise BadInput(f"there is no check {name!r}; there are: {', '.join(names)}")
    found = [str(finding) for finding in verify.run(options.only)]
    checked = options.only or names
    text = "\n".join(found) or f"No drift. Checked: {', '.join(checked)}."
    show({"checks": checked, "findings": found}, text, as_json=options.json)
    return 1 if found else 0
