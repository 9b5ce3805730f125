"""Forms of the register: what somebody types, checked and named; nothing typed is lost."""
