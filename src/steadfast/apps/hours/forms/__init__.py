"""Forms of time."""
