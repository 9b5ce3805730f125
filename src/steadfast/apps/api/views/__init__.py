"""Pages of the interface for programs."""
