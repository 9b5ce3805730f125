"""Who may do what at the desk. A client's contact views their own client's tickets and nothing that is inside."""

MEMBERS = frozenset({"owner", "service manager", "technician", "sales", "bookkeeper"})
DESK = frozenset({"owner", "service manager", "technician"})

GRANTS: dict[str, frozenset[str]] = {
    "tickets.view": MEMBERS | {"contact"},
    "tickets.list": MEMBERS,
    "tickets.note": MEMBERS,
    "tickets.open": MEMBERS,
    "tickets.work": DESK,
    "tickets.bulk": DESK,
    "canned.share": frozenset({"owner", "service manager"}),
    "tickets.answer": frozenset({"contact"}),
    "tickets.export": DESK | {"bookkeeper"},
    "standing.view": MEMBERS | {"contact"},
}
