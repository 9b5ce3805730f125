"""How the dates of a column are written: the forms that fit all of its samples, the likeliest first."""

from collections.abc import Sequence

from steadfast.apps.imports.mapping.instants import parsed

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
    """Return the forms by which all of these texts are dates between 1970 and 2100. Three of them rule most out."""
    likely = [form for form in FORMS if texts and all(_fits(text, form) for text in texts[:3])]
    return [form for form in likely if all(_fits(text, form) for text in texts[3:])]


def turned(form: str) -> str:
    """Return the form in which day and month stand the other way round, "" for one in which nobody mixes them up."""
    other = form.replace("%d", "%_").replace("%m", "%d").replace("%_", "%m")
    return other if other in FORMS and other != form else ""


def _fits(text: str, form: str) -> bool:
    said = parsed(text.strip(), form)
    return said is not None and 1970 <= said.year <= 2100
