"""`python -m tests.storm`: a storm of as many kills as wanted; exit status 1 when anything was lost or doubled."""

import argparse
import contextlib
import json
import sys
import tempfile
import time
from pathlib import Path

from tests import postgres
from tests.storm.storm import storm


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    options = parser.parse_args()
    began = time.monotonic()
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(postgres.cluster()) if options.on == "postgresql" else ""
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="steadfast-storm-")))
        outcome = storm(folder, kills=options.kills, seed=options.seed, url=url)
    figures = {"engine": options.on, "kills": options.kills, **outcome.figures}
    print(json.dumps({**figures, "seconds": round(time.monotonic() - began), "faults": outcome.faults[:50]}, indent=1))
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
