"""How the dates of a column are written: the forms that fit nearly all of its texts, the likeliest first.

A column of dates stays one though somebody wrote "unknown" into a row of it: that row is named by the plan.
"""

from collections.abc import Sequence

from steadfast.apps.imports.mapping.instants import parsed

ENOUGH = 0.8  # of the texts of a column are dates
GLANCE = 10  # texts, from all over the column, that rule most forms out

FORMS = (
    "iso",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y",
    "%d-%m-%Y %H:%M",
    "%d-%m-%Y",
    "%d/%b/%y %I:%M %p",
    "%d/%b/%Y %H:%M",
    "%d %b %Y %H:%M",
    "%d %b %Y",
    "%b %d, %Y",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d",
    "%d/%m/%y",
    "%m/%d/%y",
    "epoch",
    "epoch ms",
)


def forms(texts: Sequence[str]) -> list[str]:
    """Return the forms by which the most of these texts are dates between 1970 and 2100, if these are enough."""
    some = texts[:: -(-len(texts) // GLANCE) or 1]
    likely = [form for form in FORMS if 2 * _fitting(some, form) > len(some)]
    fitting = {form: _fitting(texts, form) for form in likely}
    most = max(fitting.values(), default=0)
    return [form for form in likely if fitting[form] == most >= ENOUGH * len(texts)]


def turned(form: str) -> str:
    """Return the form in which day and month stand the other way round, "" for one in which nobody mixes them up."""
    other = form.replace("%d", "%_").replace("%m", "%d").replace("%_", "%m")
    return other if other in FORMS and other != form else ""


def _fitting(texts: Sequence[str], form: str) -> int:
    return sum(_fits(text, form) for text in texts)


def _fits(text: str, form: str) -> bool:
    said = parsed(text.strip(), form)
    return said is not None and 1970 <= said.year <= 2100
