"""Small pictures as SVG text: values in, markup out. Colors come from classes, so that both modes and print work.

Coordinates are percentages or numbers of our own making; every text from outside is escaped here.
"""
