"""Automation: what comes again, and when; the lines of a checklist."""
