"""Carries a practice from SQLite into an empty PostgreSQL and proves that both hold the same, row by row."""
