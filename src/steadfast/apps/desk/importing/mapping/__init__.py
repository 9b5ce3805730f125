"""Mappings: what the columns and words of a foreign log mean, as data."""
