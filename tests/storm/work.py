"""`steadfast work` with leases of some seconds: `python -m tests.storm.work SECONDS FOLDER`.

What a killed worker held is then taken up soon, and a small storm need not wait for a minute.
"""

import os
import sys
from datetime import timedelta
from functools import partial

from steadfast.config import command
from steadfast.config.command import practice


def main(seconds: str, folder: str) -> int:
    os.environ["STEADFAST_DATA"] = folder
    practice.start_django()
    from steadfast.foundation.jobs import worker

    worker.run = partial(worker.run, period=timedelta(seconds=float(seconds)))
    return command.main(["work", "--data", folder])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
