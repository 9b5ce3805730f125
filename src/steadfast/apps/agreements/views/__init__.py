"""Pages of agreements and calendars; read-only."""
