"""Forms of the interface for programs."""
