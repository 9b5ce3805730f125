"""Bringing in the history of another system: read the log, plan all of it, then apply the plan in short chunks."""
