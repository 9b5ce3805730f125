"""Real mail servers for tests: each in a folder of its own, on free ports of loopback, ended by who started it."""
