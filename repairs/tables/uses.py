"""Who names a row by its code. The database sees its own keys; what is written in documents has to be looked for."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Model

Uses = Mapping[str, Sequence[str]]
"""By code: the names of what uses it, such as “Leaks, version 3”."""

_finders: dict[type[Model], list[Callable[[], Uses]]] = {}


def find_uses_with(model: type[Model], finder: Callable[[], Uses]) -> None:
    """Called once, when the app that has the documents is ready."""
    _finders.setdefault(model, []).append(finder)


def uses_of(model: type[Model]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finder in _finders.get(model, []):
        for code, names in finder().items():
            found.setdefault(code, []).extend(names)
    return found
