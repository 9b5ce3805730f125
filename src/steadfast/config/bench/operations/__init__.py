"""Writing the world into a practice: people through the real operations, tickets in bulk with the same events."""

from steadfast.config.bench.operations.fresh import bring_in_fresh
from steadfast.config.bench.operations.people import People, known, leading_account, move_in
from steadfast.config.bench.operations.practice import seed
from steadfast.config.bench.operations.tickets import bring_in

__all__ = ["People", "bring_in", "bring_in_fresh", "known", "leading_account", "move_in", "seed"]
