"""The nouns of /api/v1, one file a noun: its looks, its lists, its acts. A new one joins NOUNS in served.py."""
