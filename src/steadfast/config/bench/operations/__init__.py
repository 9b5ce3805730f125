"""Writing the world into a practice: people through the real operations, tickets in bulk with the same events."""

from steadfast.config.bench.operations.people import People, move_in
from steadfast.config.bench.operations.tickets import bring_in

__all__ = ["People", "bring_in", "move_in"]
