"""Pages of alerts, and the address that takes them in."""
