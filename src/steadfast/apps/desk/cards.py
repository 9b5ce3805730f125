"""Cards beside a ticket that higher apps draw: what an alert told, who called. An app registers in its `ready`.

A card is a template and what it shows, or None where there is nothing to show; it costs a query only where it may.
"""

from collections.abc import Callable, Mapping
from typing import Any

from steadfast.apps.desk.models import Ticket
from steadfast.foundation.actor import Actor

Card = tuple[str, Mapping[str, Any]]
Draws = Callable[[Ticket, Actor], Card | None]

_draws: list[Draws] = []


def register(draws: Draws) -> None:
    """Let a function draw a card beside each ticket that somebody sees."""
    if draws not in _draws:
        _draws.append(draws)


def beside(ticket: Ticket, actor: Actor) -> list[Card]:
    """Return the cards beside a ticket as an actor may see them."""
    return [card for card in (draws(ticket, actor) for draws in _draws) if card is not None]
