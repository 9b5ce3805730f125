"""Reads of the portal. What a contact sees is decided by the `visible_to` of each lower app; nothing here is wider."""
