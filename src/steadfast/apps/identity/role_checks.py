"""What `steadfast verify` asks of the practice's own roles: is each as the events say, and who holds it?"""

from collections.abc import Iterator
from typing import Any

from steadfast.apps.identity.models import OwnRole, RoleHeld
from steadfast.apps.identity.models.role import OWN
from steadfast.foundation import verify
from steadfast.foundation.models import PRACTICE_CHAIN, Event
from steadfast.foundation.verify import Finding


def register() -> None:
    """Register the checks under the names that `steadfast verify` prints."""
    verify.register("own roles")(roles)
    verify.register("own roles held")(held)


def roles() -> Iterator[Finding]:
    """Yield every role whose name, permissions or end are not those that were recorded last."""
    told: dict[int, dict[str, Any]] = {}
    for event in _events("role."):
        said = told.setdefault(event.data["role"], {})
        said |= {name: event.data[name] for name in ("name", "permissions") if name in event.data}
        said["retired"] = event.kind == "role.retired"
    for role in OwnRole.objects.order_by("pk"):
        now = {"name": role.name, "permissions": sorted(role.granted), "retired": role.retired_at is not None}
        if told.get(role.pk) != now:
            yield Finding(f"role {role.pk}", f"it is {now}, its events say {told.get(role.pk)}")


def held() -> Iterator[Finding]:
    """Yield everybody who holds an own role that no event gave them: who wrote the row gave them what it permits."""
    given: dict[int, set[str]] = {}
    for event in _events("person."):
        if event.kind in {"person.joined", "person.roles_changed"} and event.data:
            given[event.data["person"]] = set(event.data["roles"])
    for row in RoleHeld.objects.filter(own__isnull=False).order_by("pk"):
        if row.key not in given.get(row.person_id, set()):
            yield Finding(f"person {row.person_id}", f"no event gave them role {row.key.removeprefix(OWN)}")


def _events(prefix: str) -> Iterator[Event]:
    rows = Event.objects.filter(chain_id=PRACTICE_CHAIN, kind__startswith=prefix).select_related("text")
    return rows.order_by("id").iterator(chunk_size=1000)
