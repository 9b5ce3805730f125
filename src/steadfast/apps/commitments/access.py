"""Who may read the register and speak for the practice in it."""

MEMBERS = frozenset({"owner", "service manager", "technician", "sales", "bookkeeper"})

GRANTS = {
    "register.view": MEMBERS,
    "register.promise": MEMBERS,
}
