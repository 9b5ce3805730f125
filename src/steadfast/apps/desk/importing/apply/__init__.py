"""Applying a plan of tickets: the rows and events of one chunk, written in one short transaction."""
