"""Connectors against a server that replays what the systems document, and the feeds that use them."""
