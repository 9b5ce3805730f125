"""Tests of time that people worked."""
