"""Countries: in which one a time zone lies, so that its holidays can be proposed without asking, and their names."""

import tomllib
from collections.abc import Mapping
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


@cache
def names(language: str) -> Mapping[str, str]:
    """Return the names of countries by their codes, in English where a language has no table of them."""
    folder = resources.files(__package__) / "country_names"
    file = folder / f"{language}.toml"
    return tomllib.loads((file if file.is_file() else folder / "en.toml").read_text(encoding="utf-8"))
