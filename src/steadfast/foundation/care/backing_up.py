"""Backs the practice up as its plan says, notes how it went, and lets go of what the plan keeps no longer.

Old ones go only after a new one was made and read back: failing backups never cost a good one.
"""

from datetime import datetime

from steadfast.foundation.care import backup, places, plan, retention, runs, wall
from steadfast.foundation.care.runs import Origin


def back_up(*, origin: Origin, now: datetime, to: str = "") -> backup.Made:
    """Make one backup, in the place of the plan unless `to` names another. Raises Refused; the run is noted anyway."""
    planned = plan.read(now=now)
    with runs.running("backup", origin) as run:
        run.place = to or planned.place or places.default()
        run.save(update_fields=["place"])
        place = places.named(run.place)
        made = backup.make(place, mark=planned.mark, now=now, told=runs.telling(run))
        run.name, run.size, run.place = made.name, made.size, made.place
        run.detail = {
            "seconds": made.seconds,
            "rows": made.manifest.rows,
            "files": len(made.manifest.members),
            "unpacked": made.manifest.size,
        }
        if not to:
            run.detail["removed"] = thin_out(place, planned, now=now)
    return made


def thin_out(place: places.Place, planned: plan.Plan, *, now: datetime) -> list[str]:
    """Remove the backups that the plan keeps no longer; return their names."""
    found = place.kept(planned.mark)
    keep = retention.kept([each.at for each in found], planned.keep, wall.zone())
    gone = [each.name for each in found if each.at not in keep and each.at < now]
    for name in gone:
        place.remove(name)
    return gone
