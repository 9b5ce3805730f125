"""The loop guard. What a rule wrote wakes no rule, so a chain of rules is one link long, whatever the rules are.

What comes back by a way round, such as a program that answers each change, is stopped by a count.
"""

from collections.abc import Iterable

MOST_AN_HOUR = 5  # times that one rule acts on one ticket within an hour
TICKETS = 3  # on which it overran within an hour: then it is the rule, and not one client who writes often


def own(event_id: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Tell whether an event was written by a rule: it lies in a span (after, up to) of what a run wrote there."""
    return any(after < event_id <= until for after, until in spans)


def overruns(acted: int, most: int = MOST_AN_HOUR) -> bool:
    """Tell whether a rule that acted so often on a ticket within the hour must stop."""
    return acted >= most


def spreads(tickets: int, most: int = TICKETS) -> bool:
    """Tell whether a rule that overran on so many tickets within the hour must stop everywhere."""
    return tickets >= most
