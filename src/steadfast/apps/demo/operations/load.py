"""Load the demo: people, then the past, then a living day. Each part is there or is made, so a killed start resumes."""

import sys
from datetime import datetime

from steadfast.apps.demo.operations import history, living_day, people


def load(*, now: datetime) -> None:
    """Make whatever part of the demo is missing."""
    people.move_in(now=now)
    if history.is_missing():
        print("Bringing in 24,644 real incidents; this takes a minute, once.", file=sys.stderr)
        history.bring_in(now=now)
    living_day.happen(now=now)
