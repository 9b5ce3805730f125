"""Tells the foundation the zone in which backups are made: the practice's own, UTC before it is set up."""

from steadfast.apps.identity import queries
from steadfast.foundation.care import wall


def register() -> None:
    wall.register(_zone)


def _zone() -> str:
    try:
        return queries.practice().zone
    except queries.NotSetUp:
        return "UTC"
