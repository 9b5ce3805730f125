"""Views of identity."""
