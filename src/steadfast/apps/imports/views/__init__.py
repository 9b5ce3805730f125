"""Pages of imports: the list, a new one step by step, and one that was brought in."""
