"""`steadfast figures`: states the months that closed, and states anew those in which something changed."""

import argparse
import time

from steadfast.config.command import practice
from steadfast.config.command.answer import BadInput, show


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rebuild", action="store_true", help="count every closed month anew, changed or not")


def run(options: argparse.Namespace) -> int:
    """Print the months that have a new revision. Nothing that was stated is ever taken back."""
    practice.open_existing()
    from steadfast.apps.identity.queries import NotSetUp
    from steadfast.apps.reporting import operations
    from steadfast.foundation import clock

    now, began = clock.now(), time.perf_counter()
    try:
        closed = operations.close_months(now=now)
        again = operations.restate_all(now=now) if options.rebuild else operations.restate_months(now=now)
    except NotSetUp as error:
        raise BadInput(str(error)) from None
    new = [f"{each.month:%Y-%m} revision {each.revision}" for each in [*closed, *again] if each.is_new]
    report = {
        "closed": [f"{each.month:%Y-%m}" for each in closed],
        "counted": len(again),
        "restated": [{"month": f"{each.month:%Y-%m}", "revision": each.revision} for each in again if each.is_new],
        "seconds": round(time.perf_counter() - began, 2),
    }
    text = "\n".join(new) or f"Nothing new. Months counted anew: {len(again)}."
    show(report, text, as_json=options.json)
    return 0
