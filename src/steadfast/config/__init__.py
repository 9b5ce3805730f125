"""Ring 4: what turns the apps into one running program. Settings, addresses, the command, the supervisor.

Zone data is that of the pinned package `tzdata` and not the machine's, so that a due time is the same on each of them.
"""

import zoneinfo

zoneinfo.reset_tzpath(to=())
