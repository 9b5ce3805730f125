"""Runs of feeds: pull or find a file, keep it, shape its rows, plan and apply it like any import."""
