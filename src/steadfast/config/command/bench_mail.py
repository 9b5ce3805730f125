"""`steadfast bench mail`: how many mails a second are kept and read, each with its commits, on SQLite."""

import argparse
import os
import tempfile

from steadfast.config.command.answer import show

BUDGET = 50  # mails a second
MAILS = 200


def run(options: argparse.Namespace) -> int:
    """Print the figures of a practice of its own; under the budget is marked and is no failure: machines differ."""
    with tempfile.TemporaryDirectory(prefix="steadfast-bench-") as place:
        os.environ["STEADFAST_DATA"] = place
        os.environ.pop("STEADFAST_DATABASE_URL", None)
        from steadfast.config.command import practice

        practice.make(demo=False)
        from steadfast.config.bench.operations import mail

        found = mail.measure(MAILS)
    mark = "" if found["per_second"] >= BUDGET else f"  (budget {BUDGET})"
    lines = [
        f"{found['mails']} mails of 20 contacts on SQLite, one process: {found['per_second']} a second{mark}",
        f"kept {found['keep_ms']} ms, read {found['read_ms']} ms each (median); {found['cpu_ms']} ms of CPU a mail",
        ", ".join(f"{count} {name}" for name, count in found["outcomes"].items()),
    ]
    show(found, "\n".join(lines), as_json=options.json)
    return 0
