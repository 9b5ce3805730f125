"""Forms of mail."""
