"""Who reads what was brought in from elsewhere, and who brings it in: those who answer for the practice."""

GRANTS = {
    "imports.view": frozenset({"owner", "service manager"}),
    "imports.manage": frozenset({"owner", "service manager"}),
}
