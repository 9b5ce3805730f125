"""Signing in to mailboxes at Microsoft and Google: OAuth 2.0 with PKCE, and tokens that are renewed."""
