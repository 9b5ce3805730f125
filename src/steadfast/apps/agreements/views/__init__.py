"""Pages of agreements and calendars, and the forms that edit them."""
