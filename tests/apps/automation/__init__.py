"""Tests of what happens by itself and by a form."""
