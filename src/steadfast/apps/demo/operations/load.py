"""Load the demo: people, then the past, then a living day. Each part is there or is made, so a killed start resumes."""

import sys
from datetime import datetime

from steadfast.apps.demo import queries
from steadfast.apps.demo.operations import history, living_day, people


class NotTheDemo(Exception):
    """The database holds a practice that the demo did not make: nothing may be loaded into it."""


def load(*, now: datetime) -> None:
    """Make whatever part of the demo is missing."""
    people.move_in(now=now)
    if not queries.visitors():
        raise NotTheDemo("this database holds a practice of your own; give the demo another one")
    if history.is_missing():
        print("Bringing in 24,644 real incidents; this takes a minute, once.", file=sys.stderr)
        history.bring_in(now=now)
    living_day.happen(now=now)
