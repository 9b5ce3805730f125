"""The app "portal": what a client's people see and do: their tickets, both sides' promises, their answers."""
