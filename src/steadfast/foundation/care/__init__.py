"""The care of a practice's data: backups, restoring, moving to another engine, and what its keeper sees."""
