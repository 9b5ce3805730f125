"""Steadfast: runs a managed service provider on kept promises. Its version stands here, for it runs uninstalled."""

VERSION = "0.1.0"
