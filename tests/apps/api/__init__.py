"""Tests of the app api."""
