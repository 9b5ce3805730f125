"""Tests of the app hours."""
