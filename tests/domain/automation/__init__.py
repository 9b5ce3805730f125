"""Tests of what comes again, and of the lines of a checklist."""
