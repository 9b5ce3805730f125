"""The mappings that come with Steadfast: one TOML file each, found by name."""

from collections.abc import Iterable
from functools import cache
from importlib import resources

from steadfast.apps.imports.mapping.loading import read
from steadfast.apps.imports.mapping.mapping import Mapping
from steadfast.apps.imports.mapping.section import meant

ENDING = ".toml"
PLACE = "steadfast.apps.imports"


def known() -> tuple[str, ...]:
    """Return the names of all mappings that come along, in order."""
    files = (resources.files(PLACE) / "mappings").iterdir()
    return tuple(sorted(file.name.removesuffix(ENDING) for file in files if file.name.endswith(ENDING)))


@cache
def named(name: str) -> Mapping:
    """Return a mapping; KeyError, in words, with the names that exist."""
    if name not in (names := known()):
        raise KeyError(f"There is no mapping {name!r}; there are: {', '.join(names)}{meant(name, names) or '.'}")
    return read(text(name), name + ENDING)


def text(name: str) -> str:
    """Return the TOML of a mapping that comes along."""
    return (resources.files(PLACE) / "mappings" / (name + ENDING)).read_text(encoding="utf-8")


def of_kind(kind: str) -> Iterable[Mapping]:
    """Return the mappings that come along for one kind of thing."""
    return [mapping for mapping in map(named, known()) if mapping.kind == kind]


def about() -> list[dict[str, str]]:
    """Return name, kind and a word about each mapping that comes along."""
    return [{"name": one.name, "kind": one.kind, "about": one.about} for one in map(named, known())]
