"""Where figures lead: from a number to its rows, from a line of the table to a narrower scorecard."""

from django.urls import reverse

from steadfast.apps.reporting.queries.selection import Selection


def rows(chosen: Selection, number: str = "", **also: str) -> str:
    """Return the address of the rows of a number; without one, the address up to where its name belongs."""
    return reverse("reporting:rows") + chosen.address(**also, number=number)


def card(chosen: Selection, **also: str) -> str:
    return reverse("reporting:scorecard") + chosen.address(**also)


def breaches(chosen: Selection, **also: str) -> str:
    return reverse("reporting:breaches") + chosen.address(**also)
