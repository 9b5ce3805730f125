"""Writes of rules: kept with their versions, tried, switched on and off, and run."""
