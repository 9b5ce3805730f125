"""Who may read calendars and agreements. A client's contact sees those of their client only (queries)."""

GRANTS = {
    "agreements.view": frozenset({"owner", "service manager", "technician", "sales", "bookkeeper", "contact"}),
}
