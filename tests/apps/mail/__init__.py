"""Tests of the app mail."""
