"""Ring 4: what turns the apps into one running program. Settings, addresses, the command, the supervisor."""
