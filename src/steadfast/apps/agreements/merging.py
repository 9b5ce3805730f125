"""Three-way merge of bodies: what one edit changed of the base is put onto the newest version, and nothing else.

merged(base, base, newest) == newest and merged(base, mine, base) == mine. Where both changed the same
value, mine holds.
"""

from collections.abc import Mapping
from typing import Any

_GONE = object()


def merged(base: Mapping[str, Any], mine: Mapping[str, Any], newest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the newest body with the changes that lead from `base` to `mine`."""
    keys = {**newest, **mine}
    values = {key: _value(base.get(key, _GONE), mine.get(key, _GONE), newest.get(key, _GONE)) for key in keys}
    return {key: value for key, value in values.items() if value is not _GONE}


def _value(base: Any, mine: Any, newest: Any) -> Any:
    if mine == base:
        return newest
    if newest == base:
        return mine
    if all(isinstance(value, Mapping) or value is _GONE for value in (base, mine, newest)):
        return merged(*({} if value is _GONE else value for value in (base, mine, newest)))
    if all(value is _GONE or _is_set(value) for value in (base, mine, newest)):
        first, second, third = (set() if value is _GONE else set(value) for value in (base, mine, newest))
        return sorted((third - (first - second)) | (second - first))
    return mine


def _is_set(value: Any) -> bool:
    """Tell whether a list is one in which order means nothing: dates and reasons, not the hours of a day."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
