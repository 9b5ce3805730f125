"""The country of a time zone, so that its holidays can be proposed without asking."""

from functools import cache
from importlib import resources


def of_zone(zone: str) -> str:
    """Return the ISO 3166 code of the country in which an IANA zone lies, nothing for a zone that is no place."""
    return _by_zone().get(zone, "")


@cache
def _by_zone() -> dict[str, str]:
    """Read the table of the zone database: country, coordinates, zone, separated by tabs."""
    lines = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text().splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
