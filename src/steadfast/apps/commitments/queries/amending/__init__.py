"""What an amendment does to open commitments: which it reaches, their new due times, and how a page tells it."""

from steadfast.apps.commitments.queries.amending.planning import Plan, plan
from steadfast.apps.commitments.queries.amending.reached import COLUMNS, Reached, ahead, reached
from steadfast.apps.commitments.queries.amending.successor import Judged, Successor, successor_of

__all__ = ["COLUMNS", "Judged", "Plan", "Reached", "Successor", "ahead", "plan", "reached", "successor_of"]
