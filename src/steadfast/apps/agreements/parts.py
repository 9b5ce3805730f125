"""Parts of a country by code or by name: BY, Bayern and Bavaria are one. The list of holidays knows the own names."""

from collections.abc import Mapping

from steadfast.foundation.search.folding import fold

ENGLISH = {
    "AT": {
        "Carinthia": "2",
        "Lower Austria": "3",
        "Upper Austria": "4",
        "Styria": "6",
        "Tyrol": "7",
        "Vienna": "9",
    },
    "DE": {
        "Bavaria": "BY",
        "Hesse": "HE",
        "Lower Saxony": "NI",
        "North Rhine-Westphalia": "NW",
        "Rhineland-Palatinate": "RP",
        "Saxony": "SN",
        "Saxony-Anhalt": "ST",
        "Thuringia": "TH",
    },
}


def code(country: str, typed: str, own: Mapping[str, str]) -> str:
    """Return the code of a part that was typed as its code or its name; what nobody knows stays as it was typed.

    `own` are the names that the list of holidays has, to their codes.
    """
    known = {fold(name): part for name, part in {**own, **ENGLISH.get(country, {})}.items()}
    return known.get(fold(typed.strip()), typed.strip())
