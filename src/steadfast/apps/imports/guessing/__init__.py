"""Guessing what a file holds, from its headers and values, so that a mapping is proposed and not typed.

A guess is only ever a proposal: a person sees it beside three values of the column before anything is planned.
"""
