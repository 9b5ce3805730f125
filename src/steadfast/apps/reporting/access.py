"""Who may read the figures. They are about the practice, never about a person."""

MEMBERS = frozenset({"owner", "service manager", "technician", "sales", "bookkeeper"})

GRANTS = {"scorecard.view": MEMBERS}
