"""Who may read calendars and agreements, and who edits them. A client's contact sees those of their client only."""

GRANTS = {
    "agreements.view": frozenset({"owner", "service manager", "technician", "sales", "bookkeeper", "contact"}),
    "agreements.export": frozenset({"owner", "service manager", "technician", "sales", "bookkeeper"}),
    "agreements.manage": frozenset({"owner", "service manager"}),
}
