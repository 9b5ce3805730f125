"""The ground of an import from the command line: a practice, founded where there is none."""

import sys


def found_practice(zone: str) -> None:
    """Found a practice in this zone where there is none, so that a log can be looked at before anything is set up."""
    from steadfast.apps.identity import operations, queries
    from steadfast.foundation import clock
    from steadfast.foundation.actor import SYSTEM

    try:
        queries.practice()
    except queries.NotSetUp:
        founding = operations.Founding("My practice", zone, "EUR", "Owner", "owner@practice.example")
        owner = operations.found(founding, now=clock.now())
        token = operations.invite(owner, actor=SYSTEM, now=clock.now())
        note = "There was no practice yet: made one. Its owner chooses a password here, once ./run serves it:"
        print(f"{note} http://localhost:8000/welcome/{token}/", file=sys.stderr)
