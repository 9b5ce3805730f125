"""The mappings that come with Steadfast, by name."""

from steadfast.apps.desk.importing.mapping.helpdesk_italy import HELPDESK_ITALY
from steadfast.apps.desk.importing.mapping.mapping import Mapping
from steadfast.apps.desk.importing.mapping.uci import UCI

MAPPINGS = {mapping.name: mapping for mapping in (UCI, HELPDESK_ITALY)}


def named(name: str) -> Mapping:
    """Return a mapping; KeyError with the names that exist."""
    if name not in MAPPINGS:
        raise KeyError(f"There is no mapping {name!r}; there are: {', '.join(sorted(MAPPINGS))}.")
    return MAPPINGS[name]
