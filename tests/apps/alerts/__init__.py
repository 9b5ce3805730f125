"""Tests of the app alerts."""
