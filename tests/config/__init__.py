"""Tests of ring 4: the command, the supervisor, the pages around the apps."""
