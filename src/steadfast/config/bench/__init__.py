"""Measuring the desk: one invented world, told to Steadfast and to a peer, and the same pages asked of both.

Each program is measured in a process of its own; `world` and `measuring` run in both, so they import neither.
"""
