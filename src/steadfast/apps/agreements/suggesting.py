"""Public holidays that a list of countries suggests. They fill rows that somebody edits; no due time asks for them.

The list (the package `holidays`) is read when somebody asks, as it takes a while to load.
"""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import metadata
from typing import Any

from steadfast.apps.agreements import countries as names_of_countries
from steadfast.apps.agreements import parts as parts_of_countries
from steadfast.domain import language
from steadfast.domain.language import say
from steadfast.foundation.search.folding import fold

YEARS = range(1990, 2100)
MOST_YEARS = 10


class SuggestionError(ValueError):
    """Nothing can be suggested; `field` is country, subdivision or years."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A holiday and where it was taken from."""

    date: date
    name: str
    origin: str


def countries() -> Sequence[tuple[str, str]]:
    """Return (code, name) of every country that holidays can be suggested for, by name, in the reader's language."""
    return _countries(language.reader().code)


@cache
def _countries(code: str) -> Sequence[tuple[str, str]]:
    names = names_of_countries.names(code)
    listed = sorted({codes[1] for codes in _package().registry.COUNTRIES.values()})
    return sorted(((one, names.get(one, one)) for one in listed), key=lambda pair: fold(pair[1]))


def suggest(country: str, subdivision: str, first: int, last: int) -> list[Suggestion]:
    """Return the holidays of a country, or of a part of it, from one year to another, in order."""
    parts = _package().list_supported_countries(include_aliases=False).get(country)
    if parts is None:
        raise SuggestionError("country", say("Choose a country."))
    subdivision = parts_of_countries.code(country, subdivision, _names(country, parts))
    if subdivision and subdivision not in parts:
        values = {"part": subdivision[:20], "parts": ", ".join(parts)}
        if not parts:
            words = say("“%(part)s” is no part of it. This country has none; leave it empty.", **values)
        else:
            words = say("“%(part)s” is no part of it. Choose one of %(parts)s, or none.", **values)
        raise SuggestionError("subdivision", words)
    if first not in YEARS or last not in YEARS or not 0 <= last - first < MOST_YEARS:
        raise SuggestionError(
            "years", say("Ask for 1 to %(most_years)s years, the first one first.", most_years=MOST_YEARS)
        )
    found = _package().country_holidays(country, subdiv=subdivision or None, years=range(first, last + 1))
    origin = f"holidays {metadata.version('holidays')}, {country}{f'-{subdivision}' if subdivision else ''}"
    return [Suggestion(day, name, origin) for day, name in sorted(found.items())]


def _names(country: str, parts: Sequence[str]) -> dict[str, str]:
    """Return the codes of the parts of a country by what they are called, their codes among that."""
    named = getattr(_package().country_holidays(country), "subdivisions_aliases", {})
    return {**{part: part for part in parts}, **named}


def _package() -> Any:
    return importlib.import_module("holidays")
