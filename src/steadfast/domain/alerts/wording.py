"""How a ticket of alerts is called and what it lists. English, as whatever is stored."""

from collections.abc import Sequence

from steadfast.domain.alerts.notice import Notice

LISTED = 60  # alerts whose lines stand on the ticket; the page of alerts has all
NAMED = 3


def title(client: str, notices: Sequence[Notice]) -> str:
    """Return "DiskFull on srv1: 97 % used", or "37 alerts of Kestrel Dental: DiskFull, HostDown"."""
    if len(notices) == 1:
        return one_line(notices[0])[:200]
    names = list(dict.fromkeys(one.name for one in notices))
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{len(notices)} alerts of {client}: {', '.join(names[:NAMED])}{more}"[:200]


def one_line(one: Notice) -> str:
    """Return "DiskFull on srv1: 97 % used"."""
    named = f"{one.name} on {one.host}" if one.host and one.host not in one.name else one.name
    return f"{named}: {one.summary}" if one.summary else named


def listing(notices: Sequence[Notice]) -> str:
    """Return a line for each alert, its severity first; of very many the first ones and how many more there are."""
    lines = [f"{one.severity}  {one_line(one)}"[:300] for one in notices[:LISTED]]
    more = len(notices) - LISTED
    return "\n".join([*lines, f"… and {more} more"] if more > 0 else lines)
