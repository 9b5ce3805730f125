"""Tests of the app calls."""
