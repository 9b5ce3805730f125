"""Alerts of monitoring: what one says, whether it was told before, and which of them are one trouble."""
