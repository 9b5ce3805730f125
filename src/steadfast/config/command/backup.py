"""`steadfast backup`: makes one archive of the whole practice, reads it back, and tells where it is."""

import argparse
import os
import sys

from steadfast.config.command import practice
from steadfast.config.command.answer import BadInput, show


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", metavar="PLACE", default="", help="a folder or s3://bucket/prefix (default: the plan's)"
    )


def run(options: argparse.Namespace) -> int:
    """Back up while the practice is served or not; exit status 2 with the reason where it cannot be done."""
    practice.open_existing()
    os.umask(0o077)
    from steadfast.foundation import clock
    from steadfast.foundation.care import backing_up, runs
    from steadfast.foundation.care.refusal import Refused

    to = options.to if "://" in options.to or not options.to else os.path.abspath(options.to)  # noqa: PTH100
    try:
        made = backing_up.back_up(origin=runs.COMMAND, now=clock.now(), to=to)
    except Refused as refused:
        raise BadInput(f"no backup was made: {refused}") from None
    said = {
        "name": made.name,
        "place": made.place,
        "size": made.size,
        "seconds": made.seconds,
        "engine": made.manifest.engine,
        "rows": made.manifest.rows,
        "files": len(made.manifest.members),
        "has_secret": made.manifest.has_secret,
    }
    text = f"{made.place}/{made.name}: {made.size:,} bytes, {made.manifest.rows:,} rows, {made.seconds} s, read back."
    if not made.manifest.has_secret:
        print(
            "The secret came from the environment and is not in it: keep STEADFAST_SECRET elsewhere.", file=sys.stderr
        )
    show(said, text, as_json=options.json)
    return 0
