"""Forms of automation."""
