"""The app "hours": time that people worked on tickets: entries, a timer, the week's sheet."""
