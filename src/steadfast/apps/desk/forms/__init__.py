"""Forms of the desk: what somebody types, checked and named; nothing typed is lost."""
