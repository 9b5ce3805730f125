"""When something is worth a look: the thresholds of all detectors in one place, each with its reason.

Hours are working hours of the client's calendar, so that a night or a holiday makes nobody look silent.
"""

HOUR = 3600

SILENT = {"P1": HOUR, "P2": 4 * HOUR}
"""Without a word to the client: an outage is asked about within the hour, what hinders many within half a day."""
SILENT_ELSE = 16 * HOUR
"""Two working days; after one, half of all quiet tickets get their word by themselves."""

ANSWER = {"P1": HOUR // 4, "P2": HOUR}
"""The client spoke last: somebody who writes during an outage waits at the telephone."""
ANSWER_ELSE = 4 * HOUR
"""Half a working day: a question of the morning is answered by the evening."""

BOUNCES = 2
"""Once back is a mistake that anybody makes; twice means that nobody knows whose it is."""
PING_PONG = 1
"""Straight back to where it came from needs a talk the first time, as the second costs the client a day."""

LAST_PART = 0.25
"""Lowered in the last quarter of its time: by then the promise is in danger, and whoever lowers it knows that."""

CASES = 30
"""Fewer like it say nothing: with 30 of which half were kept the interval is 33 % to 67 % wide already."""
LIKELY_LATE = 0.5
"""A forecast speaks once even the upper end of its interval says that more of the like were late than kept."""

LOAD = 1.5
"""Half again of what one settles in as many hours: below that a good day makes up for it."""
LOAD_LEAST = 5
"""Fewer promises than this are looked at one by one; a ratio of so few says nothing."""
LOAD_HISTORY = 20
"""As many must somebody have settled in the weeks looked back on before their pace is worth naming."""
