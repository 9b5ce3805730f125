"""Template tags of the house; `house` is a builtin of every template."""
