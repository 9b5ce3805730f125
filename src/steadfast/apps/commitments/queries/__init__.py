"""Reads of the register."""

from steadfast.apps.commitments.queries.clocks import clock_of, explain, hours_of, waits_of
from steadfast.apps.commitments.queries.register import due_on, mine, of_subject, open_ours_of, visible_to

__all__ = ["clock_of", "due_on", "explain", "hours_of", "mine", "of_subject", "open_ours_of", "visible_to", "waits_of"]
