"""Calls: numbers that are the same however they are written, and what a telephone system tells of a call."""
