"""Stands in for Litestream: notes what it was called with, then waits; it ends well on SIGTERM and notes that too."""

import json
import os
import signal
import sys
import time
from pathlib import Path

note = Path(os.environ["NOTE"])


def tell(**facts: object) -> None:
    with note.open("a") as out:
        out.write(json.dumps(facts) + "\n")


def leave(_number: int, _frame: object) -> None:
    tell(left=os.getpid())
    sys.exit(0)


signal.signal(signal.SIGTERM, leave)
tell(
    pid=os.getpid(),
    words=sys.argv[1:],
    settings=json.loads(Path(sys.argv[3]).read_text()),
    mode=Path(sys.argv[3]).stat().st_mode & 0o777,
    key=os.environ.get("LITESTREAM_ACCESS_KEY_ID"),
    told=sorted(name for name in os.environ if name.startswith("STEADFAST_")),
)
while True:
    time.sleep(0.1)
