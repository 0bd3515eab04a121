"""What Docker Compose puts in place of ${NAME}, as the Compose Specification says. Only the forms that we use."""

import re
from collections.abc import Mapping
from typing import Any

VARIABLE = re.compile(r"\$\{(?P<name>[A-Z][A-Z0-9_]*)(?:(?P<how>:-|:\?)(?P<rest>[^${}]*))?\}")


class NotSet(Exception):
    """What the file says of a variable that must be set."""


def interpolated(value: Any, given: Mapping[str, str]) -> Any:
    """Raises NotSet."""
    if isinstance(value, dict):
        return {key: interpolated(inner, given) for key, inner in value.items()}
    if isinstance(value, list):
        return [interpolated(inner, given) for inner in value]
    return VARIABLE.sub(lambda found: put_in(found, given), value) if isinstance(value, str) else value


def put_in(found: re.Match[str], given: Mapping[str, str]) -> str:
    name, how, rest = found.group("name", "how", "rest")
    if given.get(name) or how is None:
        return given.get(name, "")
    if how == ":?":
        raise NotSet(rest)
    return str(rest)
