"""The mapping of a step as a body: of a connector's noun, or the one that a folder was set up with."""

import tomllib
from typing import Any

from steadfast.apps.imports.connectors import Connector, Trouble
from steadfast.apps.imports.known_body import body_of
from steadfast.apps.imports.mapping import known
from steadfast.apps.imports.models import Feed, SavedMapping


def of_noun(connector: Connector, noun: str, feed: Feed) -> dict[str, Any]:
    """Return the mapping of a connector's noun for a feed; one that the practice kept under its name comes first."""
    body = {"kind": noun, **tomllib.loads(connector.mapping(noun))}
    kept = SavedMapping.objects.filter(name=body["name"], kind=noun).first()
    body = dict(kept.body) if kept else body
    if noun == "agreements":
        body["defaults"] = {**body.get("defaults", {}), "like": feed.said.get("like", "")}
    return {**body, "file": {**body.get("file", {}), "format": "json lines"}, "source": feed.source.name}


def of_folder(feed: Feed) -> dict[str, Any]:
    """Return the mapping that a folder is read by. Raise Trouble where it is gone."""
    where, _space, name = feed.said.get("mapping", "").partition(" ")
    if where == "ours":
        kept = SavedMapping.objects.filter(name=name).first()
        if kept is None:
            raise Trouble(f"The mapping “{name}” is not kept any more.")
        return {**kept.body, "source": feed.source.name}
    if name not in known():
        raise Trouble(f"There is no mapping “{name}”.")
    return {**body_of(name), "source": feed.source.name}
