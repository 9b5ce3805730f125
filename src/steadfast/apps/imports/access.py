"""Who reads what was brought in from elsewhere: those who answer for the practice and its service."""

GRANTS = {
    "imports.view": frozenset({"owner", "service manager"}),
}
