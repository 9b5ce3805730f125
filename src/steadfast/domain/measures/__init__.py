"""Measures: honest statistics for small samples."""
