"""The app "notices": what happened that its reader should know: a list with a badge, and by mail as each chooses."""
